export { builtInUnitTypes } from './unit-types.ts';
export { builtInPackage, builtInPackages } from './built-in.ts';
export { starterParts } from './starter.ts';

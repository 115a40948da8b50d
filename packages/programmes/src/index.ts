export { builtInUnitTypes } from './unit-types.ts';
export { builtInPackage, builtInPackages, samplePackages } from './built-in.ts';
export { starterParts } from './starter.ts';

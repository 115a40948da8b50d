export { builtInUnitTypes } from './unit-types.ts';
export { builtInPackage, builtInPackages } from './built-in.ts';

export { builtInPackage, builtInPackages } from './built-in.ts';

export { comparePackages, type PackageChange, type PackageChanges, type ChangedPart } from './compare-packages.ts';
export {
  formFileSchema,
  packageLimits,
  partSchemas,
  type GlossaryTerm,
  type PackageFiles,
  type ProgrammePackage,
} from './package-files.ts';
export { packageSchemas } from './package-schemas.ts';
export { readPackage, type ReadPackage } from './read-package.ts';
export { type PackageRefusal } from './refusal.ts';
export { writePackage } from './write-package.ts';

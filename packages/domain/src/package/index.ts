export { unitTypeRefusals } from './asked-units.ts';
export { amendmentRefusals } from './amend-package.ts';
export { comparePackages, type PackageChange, type PackageChanges, type ChangedPart } from './compare-packages.ts';
export { elementMeanings, meaningRefusals, type ElementMeaning } from './element-meaning.ts';
export { formFileName, isFormFile } from './form-file.ts';
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
export { mostRefusals, pathOf, type PackageRefusal } from './refusal.ts';
export { writePackage } from './write-package.ts';
export { recode, type CodeSite } from './codes/recode.ts';
export { codeSites } from './codes/sites.ts';

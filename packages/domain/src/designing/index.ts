export {
  inheritedIn,
  isInheritedForm,
  isUnmarked,
  lensOver,
  ownName,
  placeInWhole,
  wantedCode,
  wholeName,
  writtenText,
  type AddingLens,
  type DraftBase,
  type Inherited,
  type OwnHead,
  type OwnReport,
} from './adding/index.ts';
export { FreeCodes, freeCode, formsOf, newElement, takenCodes } from './codes-of-draft.ts';
export {
  filesOfParts,
  isOfAdditions,
  mostParts,
  partsOfAdditions,
  partsOfPackage,
  type DraftParts,
} from './draft-parts.ts';
export { faultsOfPart } from './faults-of-part.ts';
export { partsToGoOn, type CarriedPart } from './go-on-from.ts';
export { judgeableForm } from './judgeable-form.ts';
export { addForm, duplicateForm, removeForm } from './forms-of-draft.ts';
export { codesWithin, moveToForm } from './move-to-form.ts';
export { partFault } from './part-fault.ts';
export { partsOfFiles } from './parts-of-files.ts';
export { changeAt, insertAt, moveBefore, readPlace, removeAt, valueAt, type PartPath } from './place-in-part.ts';
export { codeRefusal } from './code-refusal.ts';
export { canDeclare, declareNamed, namedIn, type NamedKind } from './named-in.ts';
export { codesBeside, recodeAsked, renameCode } from './codes/rename.ts';
export { firstNamed } from './codes/first-named.ts';
export { namesOfCodes } from './codes/names-of-codes.ts';
export { usesOfCode, type CodeUse } from './codes/uses.ts';
export { tidyTexts } from './tidy-texts.ts';
export type { CodeName } from '../package/codes/kinds.ts';
export { addChainStep, withLastIssuing } from './chain-of-draft.ts';
export {
  beginOverview,
  newReportSection,
  removeReportSection,
  withFreshIds,
  withoutWords,
  type SectionList,
} from './template-of-draft.ts';
export { listPrintableTables, putTables, type PrintableTables } from './table-of-grids.ts';
export type { TablePlace } from './table-cell.ts';
export { putPeriods, type LineOfPeriods } from './table-of-periods.ts';
export { ranOut } from './advice/ran-out.ts';
export { adviseOn } from './advice/advise-on.ts';
export { adviceOnOwn, ownIn } from './advice/own-advice.ts';
export { longestKey, type Advice, type AdviceKind } from './advice/advice.ts';

export { FreeCodes, freeCode, formsOf, newElement, takenCodes } from './codes-of-draft.ts';
export { filesOfParts, mostParts, partsOfPackage, type DraftParts } from './draft-parts.ts';
export { faultsOfPart } from './faults-of-part.ts';
export { judgeableForm } from './judgeable-form.ts';
export { addForm, duplicateForm, removeForm, renameForm } from './forms-of-draft.ts';
export { codesWithin, moveToForm } from './move-to-form.ts';
export { partFault } from './part-fault.ts';
export { partsOfFiles } from './parts-of-files.ts';
export { changeAt, insertAt, moveBefore, readPlace, removeAt, valueAt, type PartPath } from './place-in-part.ts';
export { codeRefusal } from './code-refusal.ts';
export { renameCode, renameInBlocks } from './rename-code.ts';
export { renameColumn } from './rename-column.ts';
export { renameIndicator, usesOfIndicator } from './rename-indicator.ts';
export { usesOfCode, type CodeUse } from './uses-of-code.ts';
export { addChainStep, withLastIssuing } from './chain-of-draft.ts';
export { renameSensitiveRegister } from './rename-register.ts';
export {
  beginOverview,
  newReportSection,
  removeReportSection,
  renameReportSection,
  withFreshIds,
  withoutWords,
  type SectionList,
} from './template-of-draft.ts';
export { ranOut } from './advice/ran-out.ts';
export { adviseOn } from './advice/advise-on.ts';
export { longestKey, type Advice, type AdviceKind } from './advice/advice.ts';

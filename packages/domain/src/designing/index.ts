export { freeCode, formsOf, newElement, takenCodes } from './codes-of-draft.ts';
export { filesOfParts, mostParts, partsOfPackage, type DraftParts } from './draft-parts.ts';
export { faultsOfForm, judgeableForm } from './faults-of-form.ts';
export { addForm, duplicateForm, removeForm, renameForm } from './forms-of-draft.ts';
export { partFault } from './part-fault.ts';
export { partsOfFiles } from './parts-of-files.ts';
export { changeAt, insertAt, moveBefore, readPlace, removeAt, valueAt, type PartPath } from './place-in-part.ts';
export { renameCode } from './rename-code.ts';
export { usesOfCode, type CodeUse } from './uses-of-code.ts';

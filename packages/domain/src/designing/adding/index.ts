export { ownName, wholeName, type DraftBase, type OwnHead, type OwnReport } from './draft-base.ts';
export { placeInWhole } from './place-in-whole.ts';
export { addingLevel, lensOver, wantedCode, type AddingLens } from './whole-of-draft.ts';

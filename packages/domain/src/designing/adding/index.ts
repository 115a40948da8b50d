export { ownName, wholeName, writtenText, type DraftBase, type OwnHead, type OwnReport } from './draft-base.ts';
export { inheritedIn, isInheritedForm, isUnmarked, wantedCode, type Inherited } from './inherited.ts';
export { placeInWhole } from './place-in-whole.ts';
export { lensOver, type AddingLens } from './whole-of-draft.ts';

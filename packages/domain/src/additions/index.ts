export {
  addsNothing,
  noAdditions,
  placeSections,
  templateWith,
  withAdditions,
  withNames,
  type AddedParts,
  type AddedSection,
  type Additions,
  type AdditionsBase,
} from './additions.ts';
export { additionsSchemas, additionsValues, writeAdditions } from './additions-files.ts';
export { dropFree, moveFree } from './move-free.ts';
export { orderOf, orderSections } from './order-sections.ts';
export {
  isSame,
  keptOver,
  keyOfParagraph,
  mergeWordings,
  paragraphsOf,
  rewordable,
  withWordings,
  type MergedWordings,
  type MovedWording,
  type OwnWording,
  type TextOfTemplate,
} from './own-wording.ts';
export { leaveBehind, type LeftPart } from './leave-behind.ts';
export { misfits } from './fit-base.ts';
export { amendedFormRefusals } from './amend-additions.ts';
export { readAdditions, type ReadAdditions } from './read-additions.ts';

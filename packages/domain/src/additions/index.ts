export {
  addsNothing,
  placeSections,
  templateWith,
  withAdditions,
  type AddedParts,
  type AddedSection,
  type Additions,
  type AdditionsBase,
} from './additions.ts';
export { additionsSchemas, writeAdditions } from './additions-files.ts';
export { leaveBehind, type LeftPart } from './leave-behind.ts';
export { misfits } from './fit-base.ts';
export { amendedFormRefusals } from './amend-additions.ts';
export { readAdditions, type ReadAdditions } from './read-additions.ts';

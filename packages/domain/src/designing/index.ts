export { filesOfParts, mostParts, partsOfPackage, type DraftParts } from './draft-parts.ts';
export { partFault } from './part-fault.ts';
export { partsOfFiles } from './parts-of-files.ts';

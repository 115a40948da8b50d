export { readPackageArchive, type ReadArchive } from './read-archive.ts';
export { writePackageArchive } from './write-archive.ts';

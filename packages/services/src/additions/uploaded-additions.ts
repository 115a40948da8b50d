import { readPackageArchive } from '@huibao/documents/package';
import { readAdditions, type ReadAdditions } from '@huibao/domain/additions';
import { z } from 'zod';

/** An upload's bytes, read before a transaction opens, as those of a programme are. */
export const uploadedAdditions = z.instanceof(Uint8Array).transform((bytes): ReadAdditions => {
  const archive = readPackageArchive(bytes);
  return archive.ok ? readAdditions(archive.files) : archive;
});

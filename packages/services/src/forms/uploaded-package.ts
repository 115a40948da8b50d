import { readPackageArchive } from '@huibao/documents/package';
import { readPackage, type ReadPackage } from '@huibao/domain/package';
import { z } from 'zod';

/** Whichever buffer they lie in. */
export const bytesOfUpload: z.ZodType<Uint8Array, Uint8Array> = z.instanceof(Uint8Array);

/** An upload's bytes, read before a transaction opens: the largest takes a second, in which no connection waits. */
export const uploadedPackage = bytesOfUpload.transform((bytes): ReadPackage => {
  const archive = readPackageArchive(bytes);
  return archive.ok ? readPackage(archive.files) : archive;
});

/** A year that a programme can be published for. */
export const publishedYear = z.int().min(2000).max(2100);

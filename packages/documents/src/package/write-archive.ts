import type { PackageFiles } from '@huibao/domain/package';
import { storeFiles } from '../zip-files.ts';

/** A programme's files as one: the same files give the same bytes. */
export function writePackageArchive(files: PackageFiles): Uint8Array {
  const encoder = new TextEncoder();
  return storeFiles(Object.fromEntries([...files].map(([name, text]) => [name, encoder.encode(text)])));
}

import { additionsPartNames } from '../additions/additions-files.ts';
import { partNames, type PackageFiles } from '../package/package-files.ts';
import { readFiles, refused, type RefusedFiles } from '../package/read-files.ts';
import { isOfAdditions, type DraftParts } from './draft-parts.ts';
import { partFault } from './part-fault.ts';

export type ReadParts = { readonly ok: true; readonly parts: DraftParts } | RefusedFiles;

/** A package's files as the parts of a draft, in which what isn't right yet is mended; within the same bounds. */
export function partsOfFiles(files: PackageFiles): ReadParts {
  const read = readFiles(files, isOfAdditions(files) ? additionsPartNames : partNames);
  if (!read.ok) return read;
  const faults = [...read.values].flatMap(([file, value]) => {
    const fault = partFault(file, value);
    return fault ? [{ ...fault, file }] : [];
  });
  return faults.length > 0 ? refused(faults) : { ok: true, parts: read.values };
}

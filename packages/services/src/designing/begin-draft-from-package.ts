import { readPackageArchive } from '@huibao/documents/package';
import { partsOfFiles } from '@huibao/domain/designing';
import type { PackageRefusal } from '@huibao/domain/package';
import { z } from 'zod';
import { bytesOfUpload, publishedYear } from '../forms/uploaded-package.ts';
import { defineMutation } from '../use-case.ts';
import { insertNewDraft } from './begin-draft.ts';

/** Read before a transaction opens. */
const uploadedParts = bytesOfUpload.transform((bytes) => {
  const archive = readPackageArchive(bytes);
  return archive.ok ? partsOfFiles(archive.files) : archive;
});

interface BegunFromPackage {
  readonly refusals: readonly PackageRefusal[];
  /** Null where it can't be read. */
  readonly draftId: string | null;
}

/** Begins a draft from a package, be it one that couldn’t be published as it is: it is mended in the draft. */
export const beginDraftFromPackage = defineMutation({
  permission: 'programme.publish',
  input: z.object({ content: uploadedParts, year: publishedYear }),
  async run(scope, { content, year }): Promise<BegunFromPackage> {
    if (!content.ok) return { refusals: content.refusals, draftId: null };
    return { refusals: [], ...(await insertNewDraft(scope, { year, base: null }, content.parts)) };
  },
});

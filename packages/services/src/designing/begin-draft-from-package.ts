import { readPackageArchive } from '@huibao/documents/package';
import { isOfAdditions, partsOfFiles, type DraftParts, type OwnHead } from '@huibao/domain/designing';
import type { PackageRefusal } from '@huibao/domain/package';
import { z } from 'zod';
import { findBase } from '../additions/find-base.ts';
import { bytesOfUpload, publishedYear } from '../forms/uploaded-package.ts';
import { defineMutation, type Scope } from '../use-case.ts';
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
  input: z.object({
    content: uploadedParts,
    /** For which a programme is; additions say it themselves. */
    year: publishedYear.nullable(),
  }),
  async run(scope, { content, year }): Promise<BegunFromPackage> {
    if (!content.ok) return { refusals: content.refusals, draftId: null };
    const { parts } = content;
    const refuse = (code: PackageRefusal['code'], file: string): BegunFromPackage => ({
      refusals: [{ code, file, path: '$', params: {} }],
      draftId: null,
    });
    if (isOfAdditions(parts))
      return year === null ? beginAdditions(scope, parts) : refuse('package.not_a_programme', 'additions.json');
    if (year === null) return refuse('package.not_additions', 'programme.json');
    return { refusals: [], ...(await insertNewDraft(scope, { year, base: null }, parts)) };
  },
});

/**
 * For another content of its edition than there is, as for the newest: what no longer fits there is told by the check,
 * place by place, and mended.
 */
async function beginAdditions(scope: Scope, parts: DraftParts): Promise<BegunFromPackage> {
  const head = parts.get('additions.json') as OwnHead;
  const base = await findBase(scope, head.base);
  if ('code' in base) return { refusals: [base], draftId: null };
  const { hashes } = base;
  const hash = hashes.includes(head.base.hash) ? head.base.hash : (hashes.at(-1) ?? '');
  const own = new Map<string, unknown>([...parts, ['additions.json', { ...head, base: { ...head.base, hash } }]]);
  return { refusals: [], ...(await insertNewDraft(scope, { year: base.year, base: null }, own)) };
}

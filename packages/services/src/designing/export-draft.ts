import { writePackageArchive } from '@huibao/documents/package';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { HuibaoError } from '@huibao/domain';
import { writeAdditions } from '@huibao/domain/additions';
import { writePackage, type PackageFiles } from '@huibao/domain/package';
import { z } from 'zod';
import { getBase } from '../additions/base-of-additions.ts';
import { nameOfFile } from '../additions/export-additions.ts';
import { defineQuery, type QueryScope } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { readDraft, type ReadDraft } from './read-draft.ts';

/** A draft as the package that it would be published as. One that isn't right yet is none. */
export const exportDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run(scope, { draftId }): Promise<RenderedFile> {
    const { trx, actor } = scope;
    const { year } = await getDraftRow(trx, actor.tenantId, draftId);
    const { name, files } = await packageOf(scope, await readDraft(trx, actor.tenantId, draftId), year);
    return { name, mediaType: mediaTypes.zip, bytes: writePackageArchive(files) };
  },
});

async function packageOf(
  scope: QueryScope,
  draft: ReadDraft,
  year: number,
): Promise<{ readonly name: string; readonly files: PackageFiles }> {
  if (draft.kind === 'programme') {
    const { programme: read } = draft;
    if (!read.ok) throw new HuibaoError('package.refused', { count: read.refusals.length });
    return { name: `${read.package.programme.code}-${year}.zip`, files: writePackage(read.package) };
  }
  const { additions: read } = draft;
  if (!read.ok) throw new HuibaoError('package.refused', { count: read.refusals.length });
  return { name: nameOfFile(await getBase(scope, read.additions.base)), files: writeAdditions(read.additions) };
}

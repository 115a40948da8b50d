import { writePackageArchive } from '@huibao/documents/package';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { HuibaoError } from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { readDraft } from './read-draft.ts';

/** A draft as the package that it would be published as. One that isn't right yet is none. */
export const exportDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run({ trx, actor }, { draftId }): Promise<RenderedFile> {
    const { year } = await getDraftRow(trx, actor.tenantId, draftId);
    const read = await readDraft(trx, actor.tenantId, draftId);
    if (!read.ok) throw new HuibaoError('package.refused', { count: read.refusals.length });
    const bytes = writePackageArchive(writePackage(read.package));
    return { name: `${read.package.programme.code}-${year}.zip`, mediaType: mediaTypes.zip, bytes };
  },
});

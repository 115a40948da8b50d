import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { listVersions } from './part.repository.ts';

const page = 50;

/** Who saved which version of a part when, newest first, a page at a time. */
export const listPartVersions = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid(), name: z.string().max(80), before: z.int32().min(1).nullable().default(null) }),
  async run({ trx, actor }, { draftId, name, before }) {
    await getDraftRow(trx, actor.tenantId, draftId);
    const versions = await listVersions(trx, actor.tenantId, draftId, { name, before, most: page + 1 });
    return { versions: versions.slice(0, page), hasMore: versions.length > page };
  },
});

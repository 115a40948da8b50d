import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { listPartHeads } from './part.repository.ts';

/** What an open page asks again and again: whether a colleague has changed anything. */
export const watchDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run({ trx, actor }, { draftId }) {
    const draft = await getDraftRow(trx, actor.tenantId, draftId);
    return { ...draft, parts: await listPartHeads(trx, actor.tenantId, draftId) };
  },
});

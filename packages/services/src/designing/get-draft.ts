import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { listParts } from './part.repository.ts';

/** A draft with all its parts: what the designer opens. */
export const getDraft = defineQuery({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run({ trx, actor }, { draftId }) {
    const draft = await getDraftRow(trx, actor.tenantId, draftId);
    const parts = [...(await listParts(trx, actor.tenantId, draftId)).values()];
    return { ...draft, parts: parts.filter((part) => part.content !== null) };
  },
});

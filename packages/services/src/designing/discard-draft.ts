import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { closeDraft, lockOpenDraft } from './draft.repository.ts';

/** Lays a draft aside for good. What it held stays in the database. */
export const discardDraft = defineMutation({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid() }),
  async run({ trx, actor, now, audit }, { draftId }) {
    await lockOpenDraft(trx, actor.tenantId, draftId);
    await closeDraft(trx, actor.tenantId, draftId, null, actor.userId, now);
    audit({ action: 'draft.discarded', subject: draftId, detail: {} });
    return { draftId };
  },
});

import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { listWindows, putWindow } from './draft-window.repository.ts';

/** A window says that it is there every ten seconds while it is seen; one that misses three has gone. */
const goneAfterSeconds = 35;
const mostTold = 20;

/** Who else has a draft open, and on which part of it; and that this window has. */
export const attendDraft = defineMutation({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid(), windowId: z.string().min(1).max(40), part: z.string().max(80) }),
  async run({ trx, actor, now }, { draftId, windowId, part }) {
    const { tenantId, userId } = actor;
    await getDraftRow(trx, tenantId, draftId);
    const since = new Date(now.getTime() - goneAfterSeconds * 1000);
    await putWindow(trx, tenantId, draftId, { userId, windowId, part }, { since, at: now });
    const others = (await listWindows(trx, tenantId, draftId)).filter(
      (one) => one.userId !== userId || one.windowId !== windowId,
    );
    return {
      others: others.slice(0, mostTold).map((one) => ({
        name: one.name,
        part: one.part,
        /** The same person, in another window. */
        isOwn: one.userId === userId,
      })),
    };
  },
});

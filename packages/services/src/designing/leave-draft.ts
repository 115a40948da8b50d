import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { getDraftRow } from './draft.repository.ts';
import { deleteWindow } from './draft-window.repository.ts';

/** A window is closed, or goes elsewhere: nobody is told of it any more. */
export const leaveDraft = defineMutation({
  permission: 'programme.publish',
  input: z.object({ draftId: z.uuid(), windowId: z.string().min(1).max(40) }),
  async run({ trx, actor: { tenantId, userId } }, { draftId, windowId }) {
    await getDraftRow(trx, tenantId, draftId);
    await deleteWindow(trx, tenantId, draftId, { userId, windowId });
    return { windowId };
  },
});

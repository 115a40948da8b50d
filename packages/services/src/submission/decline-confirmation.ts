import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { moveSubmission } from './move-submission.ts';
import { requireSeenRevision, requireSeenSave, seenRevision, seenSave } from './seen-revision.ts';
import { lockSubmission } from './submission.repository.ts';

/** The leader sends it back to the reporter with a reason. It gives no time that there isn't. */
export const declineConfirmation = defineMutation({
  permission: 'submission.confirm',
  input: z.object({ submissionId: z.uuid(), reason: z.string().trim().min(1).max(500), ...seenRevision, ...seenSave }),
  async run(scope, { submissionId, reason, revisionNo, savedAt }) {
    const { trx, actor, now, audit } = scope;
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    if (submission.state !== 'confirming') throw new HuibaoError('submission.wrong_state');
    requireSeenRevision(submission, revisionNo);
    requireSeenSave(submission, savedAt);
    await moveSubmission(scope, submission, 'return', { decidedAt: now, decidedBy: actor.userId, reason });
    audit({ action: 'submission.confirmation_declined', subject: submissionId, detail: {} });
    return { state: 'returned' as const };
  },
});

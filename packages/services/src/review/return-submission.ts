import { cellIdSchema, HuibaoError, mostComments } from '@huibao/domain';
import { z } from 'zod';
import { insertComments } from '../submission/comment.repository.ts';
import { nameOfForm } from '../submission/name-of-form.ts';
import { moveSubmission } from '../submission/move-submission.ts';
import { decideRevisions } from '../submission/revision.repository.ts';
import { notify } from '../notifications/notify.ts';
import { defineMutation } from '../use-case.ts';
import { lockReviewed, reasonText, reviewedRevision } from './lock-reviewed.ts';
import { mendingUntil, untilOn } from './mending-until.ts';

/** Sends a revision back to its reporter, with the reason and what to mend where. */
export const returnSubmission = defineMutation({
  permission: 'review.decide',
  input: reviewedRevision.extend({
    reason: reasonText,
    untilOn,
    comments: z.array(z.object({ cell: cellIdSchema, text: reasonText })).max(mostComments),
  }),
  async run(scope, { reason, comments, untilOn: day, ...reviewed }) {
    const { trx, actor, now, audit } = scope;
    const { submission, revisionId } = await lockReviewed(scope, reviewed);
    // What waits for the unit's leader can be sent back too, but by the leader: the bureau hasn't been given it yet.
    if (submission.state !== 'submitted') throw new HuibaoError('submission.wrong_state');
    const mendUntil = mendingUntil(submission, day, now);
    await moveSubmission(scope, submission, 'return', { decidedAt: now, decidedBy: actor.userId, reason, mendUntil });
    await decideRevisions(trx, actor.tenantId, [revisionId], { state: 'returned', by: actor.userId, at: now, reason });
    await insertComments(trx, actor.tenantId, submission, revisionId, comments, actor.userId, now);
    await notify(scope, {
      unitId: submission.unitId,
      role: 'reporter',
      kind: 'returned',
      href: `/term/${submission.id}`,
      dedupeKey: `returned/${revisionId}`,
      params: { ...(await nameOfForm(trx, submission)), count: new Set(comments.map(({ cell }) => cell)).size, reason },
    });
    audit({
      action: 'submission.returned',
      subject: submission.id,
      detail: { revision: reviewed.revisionNo, comments: comments.length },
    });
    return { state: 'returned' as const };
  },
});

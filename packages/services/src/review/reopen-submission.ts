import { nameOfForm } from '../submission/name-of-form.ts';
import { moveSubmission } from '../submission/move-submission.ts';
import { decideRevisions } from '../submission/revision.repository.ts';
import { notify } from '../notifications/notify.ts';
import { deleteFacts } from '../rollup/fact.repository.ts';
import { defineMutation } from '../use-case.ts';
import { formOfYear } from './form-of-year.ts';
import { lockReviewed, reasonText, reviewedRevision } from './lock-reviewed.ts';
import { mendingUntil, untilOn } from './mending-until.ts';

/**
 * Takes an acceptance back with a reason: its figures leave the roll-up at this moment, and the unit may correct it.
 */
export const reopenSubmission = defineMutation({
  permission: 'review.decide',
  input: reviewedRevision.extend({ reason: reasonText, untilOn }),
  async run(scope, { reason, untilOn: day, ...reviewed }) {
    const { trx, actor, now, audit } = scope;
    const { submission, revisionId } = await lockReviewed(scope, reviewed);
    const mendUntil = mendingUntil(submission, day, now);
    await moveSubmission(scope, submission, 'reopen', { decidedAt: now, decidedBy: actor.userId, reason, mendUntil });
    await decideRevisions(trx, actor.tenantId, [revisionId], { state: 'reopened', by: actor.userId, at: now, reason });
    await deleteFacts(trx, actor.tenantId, revisionId, [formOfYear(submission)]);
    await notify(scope, {
      unitId: submission.unitId,
      role: 'reporter',
      kind: 'reopened',
      href: `/term/${submission.id}`,
      dedupeKey: `reopened/${revisionId}`,
      params: { ...(await nameOfForm(trx, submission)), reason },
    });
    audit({ action: 'submission.reopened', subject: submission.id, detail: { revision: reviewed.revisionNo } });
    return { state: 'returned' as const };
  },
});

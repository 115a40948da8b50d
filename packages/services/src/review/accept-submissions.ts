import { z } from 'zod';
import { moveSubmission } from '../submission/move-submission.ts';
import { decideRevision } from '../submission/revision.repository.ts';
import { insertFacts } from '../rollup/fact.repository.ts';
import { defineMutation } from '../use-case.ts';
import { lockReviewed, reviewedRevision } from './lock-reviewed.ts';

/** Accepts one or many; their answers become facts in the same transaction, so every figure above is right at once. */
export const acceptSubmissions = defineMutation({
  permission: 'review.decide',
  input: z.object({ items: z.array(reviewedRevision).min(1).max(500) }),
  async run(scope, { items }) {
    const { trx, actor, now, audit } = scope;
    const accepted: string[] = [];
    // In one order for everybody, so that two reviewers who accept the same lot don't wait for each other in a circle.
    for (const item of items.toSorted((a, b) => (a.submissionId < b.submissionId ? -1 : 1))) {
      const { submission, revisionId } = await lockReviewed(scope, item);
      await moveSubmission(scope, submission, 'accept', { decidedAt: now, decidedBy: actor.userId, reason: null });
      const decision = { state: 'accepted' as const, by: actor.userId, at: now, reason: null };
      await decideRevision(trx, actor.tenantId, revisionId, decision);
      accepted.push(revisionId);
      audit({ action: 'submission.accepted', subject: submission.id, detail: { revision: item.revisionNo } });
    }
    await insertFacts(trx, actor.tenantId, accepted);
    return { accepted: accepted.length };
  },
});

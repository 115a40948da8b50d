import { HuibaoError } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { lockSubmission, type Submission } from '../collection/submission.repository.ts';
import { setState } from '../collection/submit.ts';
import { notify } from '../notifications/notices.ts';
import { deleteFacts, insertFacts } from '../rollup/fact.repository.ts';
import { defineMutation, type Scope } from '../use-case.ts';

const reason = z.string().trim().min(1).max(500);

/** The submission with the revision under review locked, or a conflict where the reporter moved on meanwhile. */
async function lockReviewed(
  scope: Scope,
  submissionId: string,
  revisionNo: number,
): Promise<{ submission: Submission; revisionId: string }> {
  const { trx, actor } = scope;
  const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
  if (submission.revisionNo !== revisionNo) throw new HuibaoError('submission.changed_since');
  const revision = await trx
    .selectFrom('revisions')
    .select(['id', 'submitted_by'])
    .where('tenant_id', '=', actor.tenantId)
    .where('submission_id', '=', submissionId)
    .where('no', '=', revisionNo)
    .executeTakeFirst();
  if (!revision) throw new HuibaoError('submission.not_found');
  // Sections report within the bureau, and nobody reviews their own.
  if (revision.submitted_by === actor.userId) throw new HuibaoError('submission.own_review');
  return { submission, revisionId: revision.id };
}

async function decideRevision(
  { trx, actor, now }: Scope,
  revisionId: string,
  state: 'returned' | 'accepted' | 'reopened',
  text: string | null,
): Promise<void> {
  await trx
    .updateTable('revisions')
    .set({ state, decided_by: actor.userId, decided_at: now, reason: text })
    .where('tenant_id', '=', actor.tenantId)
    .where('id', '=', revisionId)
    .execute();
}

export const returnSubmission = defineMutation({
  permission: 'review.decide',
  input: z.object({
    submissionId: z.uuid(),
    revisionNo: z.int().min(1),
    reason,
    comments: z.array(z.object({ cell: z.string().max(160), text: z.string().trim().min(1).max(500) })).max(200),
  }),
  async run(scope, input) {
    const { trx, actor, now, audit } = scope;
    const { submission, revisionId } = await lockReviewed(scope, input.submissionId, input.revisionNo);
    // What waits for the unit's leader can be sent back too, but by the leader: the bureau hasn't been given it yet.
    if (submission.state !== 'submitted') throw new HuibaoError('submission.wrong_state');
    await setState(scope, submission, 'return', { decided_at: now, decided_by: actor.userId, reason: input.reason });
    await decideRevision(scope, revisionId, 'returned', input.reason);
    if (input.comments.length > 0) {
      await trx
        .insertInto('review_comments')
        .values(
          input.comments.map((comment) => ({
            tenant_id: actor.tenantId,
            id: uuid(),
            submission_id: submission.id,
            revision_id: revisionId,
            unit_id: submission.unitId,
            cell: comment.cell,
            text: comment.text,
            written_by: actor.userId,
            written_at: now,
          })),
        )
        .execute();
    }
    await notify(scope, {
      unitId: submission.unitId,
      role: 'reporter',
      kind: 'returned',
      href: `/term/${submission.id}`,
      dedupeKey: `returned/${revisionId}`,
      params: { formCode: submission.formCode, count: input.comments.length, reason: input.reason },
    });
    audit({
      action: 'submission.returned',
      subject: submission.id,
      detail: { revision: input.revisionNo, comments: input.comments.length },
    });
    return { state: 'returned' as const };
  },
});

/** Accepts one or many; their answers become facts in the same transaction, so every figure above is right at once. */
export const acceptSubmissions = defineMutation({
  permission: 'review.decide',
  input: z.object({
    items: z
      .array(z.object({ submissionId: z.uuid(), revisionNo: z.int().min(1) }))
      .min(1)
      .max(500),
  }),
  async run(scope, { items }) {
    const { actor, now, audit } = scope;
    const accepted: string[] = [];
    // In one order for everybody, so that two reviewers who accept the same lot don't wait for each other in a circle.
    for (const item of [...items].sort((a, b) => (a.submissionId < b.submissionId ? -1 : 1))) {
      const { submission, revisionId } = await lockReviewed(scope, item.submissionId, item.revisionNo);
      await setState(scope, submission, 'accept', { decided_at: now, decided_by: actor.userId, reason: null });
      await decideRevision(scope, revisionId, 'accepted', null);
      accepted.push(revisionId);
      audit({ action: 'submission.accepted', subject: submission.id, detail: { revision: item.revisionNo } });
    }
    await insertFacts(scope.trx, scope.actor.tenantId, accepted);
    return { accepted: accepted.length };
  },
});

/** Takes an acceptance back with a reason: its figures leave the roll-up at this moment, and the unit may correct it. */
export const reopenSubmission = defineMutation({
  permission: 'review.decide',
  input: z.object({ submissionId: z.uuid(), revisionNo: z.int().min(1), reason }),
  async run(scope, input) {
    const { submission, revisionId } = await lockReviewed(scope, input.submissionId, input.revisionNo);
    await setState(scope, submission, 'reopen', {
      decided_at: scope.now,
      decided_by: scope.actor.userId,
      reason: input.reason,
    });
    await decideRevision(scope, revisionId, 'reopened', input.reason);
    await deleteFacts(scope.trx, scope.actor.tenantId, revisionId);
    await notify(scope, {
      unitId: submission.unitId,
      role: 'reporter',
      kind: 'reopened',
      href: `/term/${submission.id}`,
      dedupeKey: `reopened/${revisionId}`,
      params: { formCode: submission.formCode, reason: input.reason },
    });
    scope.audit({ action: 'submission.reopened', subject: submission.id, detail: { revision: input.revisionNo } });
    return { state: 'returned' as const };
  },
});

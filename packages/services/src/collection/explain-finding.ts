import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { requireEditable } from './save-cells.ts';
import { lockSubmission } from './submission.repository.ts';

/** Writes why a warned value stands; an empty text takes the explanation back. */
export const explainFinding = defineMutation({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid(), finding: z.string().max(120), text: z.string().trim().max(500) }),
  async run({ trx, actor, now }, { submissionId, finding, text }) {
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'share');
    requireEditable(submission, now);
    if (text === '') {
      await trx
        .deleteFrom('explanations')
        .where('tenant_id', '=', actor.tenantId)
        .where('submission_id', '=', submissionId)
        .where('finding', '=', finding)
        .execute();
    } else {
      const row = { text, written_by: actor.userId, written_at: now };
      await trx
        .insertInto('explanations')
        .values({ tenant_id: actor.tenantId, submission_id: submissionId, unit_id: submission.unitId, finding, ...row })
        .onConflict((oc) => oc.columns(['tenant_id', 'submission_id', 'finding']).doUpdateSet(row))
        .execute();
    }
    return { savedAt: now.toISOString() };
  },
});

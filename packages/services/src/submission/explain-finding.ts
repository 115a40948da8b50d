import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { deleteExplanation, putExplanation } from './explanation.repository.ts';
import { requireEditable } from './require-editable.ts';
import { lockSubmission } from './submission.repository.ts';

/** Writes why a warned value stands; an empty text takes the explanation back. */
export const explainFinding = defineMutation({
  permission: 'submission.fill',
  input: z.object({ submissionId: z.uuid(), finding: z.string().max(120), text: z.string().trim().max(500) }),
  async run({ trx, actor, now }, { submissionId, finding, text }) {
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'share');
    requireEditable(submission, now);
    if (text === '') await deleteExplanation(trx, actor.tenantId, submissionId, finding);
    else await putExplanation(trx, actor.tenantId, submission, { finding, text }, actor.userId, now);
    return { savedAt: now.toISOString() };
  },
});

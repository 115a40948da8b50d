import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { deleteExplanation, listExplanations, putExplanation } from './explanation.repository.ts';
import { requireEditable } from './require-editable.ts';
import { lockSubmission, updateSaved } from './submission.repository.ts';

/** Writes why a warned value stands; an empty text takes the explanation back. */
export const explainFinding = defineMutation({
  permission: 'submission.fill',
  input: z.object({
    submissionId: z.uuid(),
    finding: z.string().max(120),
    text: z.string().trim().max(500),
    /** The explanation that stood there when it was written; '' for none. Left out, nobody else's is expected. */
    seen: z.string().max(500).exactOptional(),
  }),
  async run({ trx, actor, now }, { submissionId, finding, text, seen }) {
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    requireEditable(submission, now);
    const theirs = (await listExplanations(trx, actor.tenantId, submissionId)).find((one) => one.finding === finding);
    if (seen !== undefined && theirs && theirs.text !== seen && theirs.text !== text)
      throw new HuibaoError('submission.explanation_changed', { theirs: theirs.text });
    if (text === '') await deleteExplanation(trx, actor.tenantId, submissionId, finding);
    else await putExplanation(trx, actor.tenantId, submission, { finding, text }, actor.userId, now);
    // Whoever confirms sees explanations, too. A form without any value isn't begun by one.
    if (submission.savedAt !== null) await updateSaved(trx, actor.tenantId, submissionId, actor.userId, now);
    return { savedAt: now.toISOString() };
  },
});

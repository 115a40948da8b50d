import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { judgeSubmission } from './judge-submission.ts';
import { makeRevision } from './make-revision.ts';
import { requireOpen } from './require-editable.ts';
import { requireSeenRevision, requireSeenSave, seenRevision, seenSave } from './seen-revision.ts';
import { findConfirmationAsker, lockSubmission } from './submission.repository.ts';
import { lockUnitForms } from './standing-form.repository.ts';
import { takePartIn } from './take-part.ts';

/** The leader's confirmation: what was checked becomes the revision. */
export const confirmSubmission = defineMutation({
  permission: 'submission.confirm',
  input: z.object({ submissionId: z.uuid(), ...seenRevision, ...seenSave }),
  async run(scope, { submissionId, revisionNo, savedAt }) {
    const { trx, actor, now } = scope;
    await lockUnitForms(trx, actor.tenantId, submissionId);
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    if (submission.state === 'submitted') throw new HuibaoError('submission.already_submitted');
    if (submission.state !== 'confirming') throw new HuibaoError('submission.wrong_state');
    requireSeenRevision(submission, revisionNo);
    requireSeenSave(submission, savedAt);
    await takePartIn(scope, submission, 'reporting');
    // Asked before the close and confirmed after it, it would be in late without an extension.
    requireOpen(submission, now);
    const judgement = await judgeSubmission(scope, submission);
    const reporter = await findConfirmationAsker(trx, actor.tenantId, submission.id);
    return makeRevision(scope, submission, judgement, { reporter: reporter ?? '', head: actor.userName });
  },
});

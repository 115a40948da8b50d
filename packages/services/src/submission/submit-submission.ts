import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { judgeSubmission } from './judge-submission.ts';
import { makeRevision, progressOf } from './make-revision.ts';
import { moveSubmission } from './move-submission.ts';
import { requireEditable } from './require-editable.ts';
import { requireSeenRevision, seenRevision } from './seen-revision.ts';
import { lockSubmission } from './submission.repository.ts';
import { lockUnitForms } from './standing-form.repository.ts';
import { takePartIn } from './take-part.ts';

/** The reporter's submit: a revision for review, or, where the unit has a leader's step, a request to confirm. */
export const submitSubmission = defineMutation({
  permission: 'submission.fill',
  input: z.object({
    submissionId: z.uuid(),
    /** The issue whose form was seen: nobody submits a form that they haven't seen. */
    issueNo: z.int32().min(1).exactOptional(),
    ...seenRevision,
  }),
  async run(scope, { submissionId, issueNo, revisionNo }) {
    const { trx, actor, now, audit } = scope;
    await lockUnitForms(trx, actor.tenantId, submissionId);
    const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
    requireEditable(submission, now);
    requireSeenRevision(submission, revisionNo);
    if (issueNo !== undefined && issueNo !== submission.issueNo) throw new HuibaoError('submission.form_changed');
    await takePartIn(scope, submission, 'reporting');
    const judgement = await judgeSubmission(scope, submission);
    if (!submission.hasHeadStep)
      return makeRevision(scope, submission, judgement, { reporter: actor.userName, head: null });
    await moveSubmission(scope, submission, 'request_confirmation', {
      confirmingBy: actor.userId,
      ...progressOf(judgement.evaluation),
    });
    audit({
      action: 'submission.confirmation_requested',
      subject: submission.id,
      detail: { form: submission.formCode },
    });
    return { state: 'confirming' as const, revisionNo: submission.revisionNo };
  },
});

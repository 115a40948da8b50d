import { HuibaoError, transition, type SubmissionEvent, type SubmissionState } from '@huibao/domain';
import type { Scope } from '../use-case.ts';
import { updateSubmission, type Submission, type SubmissionUpdate } from './submission.repository.ts';

/** Moves the state machine, or refuses; the row is locked by the caller. */
export async function moveSubmission(
  { trx, actor }: Scope,
  submission: Submission,
  event: SubmissionEvent,
  update: SubmissionUpdate,
): Promise<SubmissionState> {
  const next = transition(submission.state, event);
  if (!next) {
    const isTwice = submission.state === 'submitted' && event === 'submit';
    throw new HuibaoError(isTwice ? 'submission.already_submitted' : 'submission.wrong_state');
  }
  await updateSubmission(trx, actor.tenantId, submission.id, next, update);
  return next;
}

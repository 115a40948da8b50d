import { HuibaoError, transition, type SubmissionEvent, type SubmissionState } from '@huibao/domain';
import type { Scope } from '../use-case.ts';
import { updateSubmissions, type Submission, type SubmissionUpdate } from './submission.repository.ts';

/** Moves the state machine, or refuses; the row is locked by the caller. */
export async function moveSubmission(
  scope: Scope,
  submission: Submission,
  event: SubmissionEvent,
  update: SubmissionUpdate,
): Promise<SubmissionState> {
  await moveSubmissions(scope, [submission], event, update);
  return nextState(submission, event);
}

/** Many at once, or none of them; their rows are locked by the caller. */
export async function moveSubmissions(
  { trx, actor }: Scope,
  submissions: readonly Submission[],
  event: SubmissionEvent,
  update: SubmissionUpdate,
): Promise<void> {
  const byState = Map.groupBy(submissions, (one) => nextState(one, event));
  for (const [next, group] of byState) {
    const ids = group.map(({ id }) => id);
    await updateSubmissions(trx, actor.tenantId, ids, next, update);
  }
}

function nextState(submission: Submission, event: SubmissionEvent): SubmissionState {
  const next = transition(submission.state, event);
  if (next) return next;
  const isTwice = submission.state === 'submitted' && event === 'submit';
  throw new HuibaoError(isTwice ? 'submission.already_submitted' : 'submission.wrong_state');
}

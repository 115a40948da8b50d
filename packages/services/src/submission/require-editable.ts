import { HuibaoError, isEditable, phaseOf } from '@huibao/domain';
import type { Submission } from './submission.repository.ts';

/** Whether its cells may be changed now; else why not. */
export function requireEditable(submission: Submission, now: Date): void {
  if (submission.state === 'submitted' || submission.state === 'confirming')
    throw new HuibaoError('submission.already_submitted');
  if (!isEditable(submission.state)) throw new HuibaoError('submission.locked');
  const phase = phaseOf(submission.window, now);
  if (phase === 'scheduled') throw new HuibaoError('collection.not_open');
  // A returned one may be mended after the window has closed: the bureau asked for it.
  if (phase === 'closed' && submission.state !== 'returned') throw new HuibaoError('collection.closed');
}

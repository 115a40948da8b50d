import { HuibaoError, isEditable, localDate, phaseOf } from '@huibao/domain';
import type { Submission } from './submission.repository.ts';

/** Whether its cells may be changed now; else why not. */
export function requireEditable(submission: Submission, now: Date): void {
  if (submission.state === 'submitted' || submission.state === 'confirming')
    throw new HuibaoError('submission.already_submitted');
  if (!isEditable(submission.state)) throw new HuibaoError('submission.locked');
  requireOpen(submission, now);
}

/** Whether its window stands open, with an extension or a date given to mend; else why not. */
export function requireOpen({ window, mendUntil }: Submission, now: Date): void {
  const phase = phaseOf(window, now);
  if (phase === 'scheduled') throw new HuibaoError('collection.not_open');
  if (phase !== 'closed') return;
  if (mendUntil && mendUntil >= window.closesAt)
    throw new HuibaoError('submission.mend_ended', { until: localDate(new Date(mendUntil.getTime() - 1)) });
  throw new HuibaoError('collection.closed');
}

import { HuibaoError, type ErrorCode } from '@huibao/domain';
import { requireEditable } from '../submission/require-editable.ts';
import type { Submission } from '../submission/submission.repository.ts';

/**
 * Why a form takes nothing from a file: only a draft does, while a save would be taken. What was sent back is the
 * unit's to mend, by what it was told.
 */
export function findFormRefusal(submission: Submission, now: Date): ErrorCode | null {
  const { state } = submission;
  if (state === 'returned') return 'import.form_returned';
  if (state === 'submitted' || state === 'confirming') return 'import.form_submitted';
  try {
    requireEditable(submission, now);
    return null;
  } catch (error) {
    if (error instanceof HuibaoError) return error.code;
    throw error;
  }
}

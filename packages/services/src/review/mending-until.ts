import { endOfLocalDate, HuibaoError, phaseOf } from '@huibao/domain';
import { z } from 'zod';
import type { Submission } from '../submission/submission.repository.ts';

/** The day until whose end what is sent back may be mended; null: as long as the collection is open. */
export const untilOn = z.iso.date().nullable().default(null);

/** Who sends something back after the close says until when: without a date nobody could mend it. */
export function mendingUntil({ window }: Submission, day: z.output<typeof untilOn>, now: Date): Date | null {
  if (day === null) {
    if (phaseOf(window, now) === 'closed') throw new HuibaoError('review.until_required');
    return null;
  }
  const until = endOfLocalDate(day);
  if (until <= now) throw new HuibaoError('review.until_past');
  return until;
}

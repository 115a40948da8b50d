import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import type { Submission } from './submission.repository.ts';

/** The newest revision that the page knew, 0 where there was none. */
export const seenRevision = { revisionNo: z.int32().min(0).exactOptional() };

/**
 * A request that was long on its way does nothing twice: whoever sent it has asked again since, and gone on from there.
 */
export function requireSeenRevision(submission: Submission, revisionNo: number | undefined): void {
  if (revisionNo !== undefined && revisionNo !== submission.revisionNo) throw new HuibaoError('submission.wrong_state');
}

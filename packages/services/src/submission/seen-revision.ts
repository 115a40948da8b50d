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

/** When what the page showed was last saved; null where nothing was. */
export const seenSave = { savedAt: z.iso.datetime().nullable().exactOptional() };

/**
 * The leader signs what they have seen: taken back, mended and asked for again, a form waits for them as before, with
 * the same number of revisions.
 */
export function requireSeenSave(submission: Submission, savedAt: string | null | undefined): void {
  if (savedAt !== undefined && savedAt !== (submission.savedAt?.toISOString() ?? null))
    throw new HuibaoError('submission.mended_since');
}

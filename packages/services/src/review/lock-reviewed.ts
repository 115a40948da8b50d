import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import type { FrozenRead } from '../submission/revision-document.ts';
import { listNumbered } from '../submission/revision.repository.ts';
import { lockSubmissions, type Submission } from '../submission/submission.repository.ts';
import { takePartInAll } from '../submission/take-part.ts';
import type { Scope } from '../use-case.ts';

/** Which revision a decision is about: the one that the reviewer read. */
export const reviewedRevision = z.object({ submissionId: z.uuid(), revisionNo: z.int32().min(1) });

export const reasonText = z.string().trim().min(1).max(500);

/** What a decision is about. */
export interface Reviewed {
  readonly submission: Submission;
  readonly revisionId: string;
  readonly revisionNo: number;
  /** What the revision was judged by of other forms. */
  readonly reads: readonly FrozenRead[];
}

type ReviewedRevision = z.output<typeof reviewedRevision>;

/** The submission locked, with the revision under review, or a conflict where the reporter moved on meanwhile. */
export async function lockReviewed(scope: Scope, item: ReviewedRevision): Promise<Reviewed> {
  const [reviewed] = await lockAllReviewed(scope, [item]);
  if (!reviewed) throw new HuibaoError('submission.not_found');
  return reviewed;
}

/** The same of many, each once, or of none: in few statements however many they are. */
export async function lockAllReviewed(scope: Scope, items: readonly ReviewedRevision[]): Promise<readonly Reviewed[]> {
  const { trx, actor } = scope;
  const ids = items.map(({ submissionId }) => submissionId);
  if (new Set(ids).size < ids.length) throw new HuibaoError('submission.wrong_state');
  const submissions = new Map((await lockSubmissions(trx, actor.tenantId, ids)).map((one) => [one.id, one]));
  for (const { submissionId, revisionNo } of items) {
    const submission = submissions.get(submissionId);
    if (!submission) throw new HuibaoError('submission.not_found');
    if (submission.revisionNo !== revisionNo) throw new HuibaoError('submission.changed_since');
  }
  const revisions = await listNumbered(trx, actor.tenantId, items);
  // Sections report within the bureau, and nobody reviews their own.
  await takePartInAll(scope, [...submissions.values()], 'reviewing');
  return items.map(({ submissionId, revisionNo }) => {
    const [submission, revision] = [submissions.get(submissionId), revisions.get(submissionId)];
    if (!submission || !revision) throw new HuibaoError('submission.not_found');
    return { submission, revisionId: revision.id, revisionNo, reads: revision.reads };
  });
}

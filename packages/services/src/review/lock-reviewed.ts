import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import type { FrozenRead } from '../submission/revision-document.ts';
import { getRevisionNo } from '../submission/revision.repository.ts';
import { lockSubmission, type Submission } from '../submission/submission.repository.ts';
import { takePartIn } from '../submission/take-part.ts';
import type { Scope } from '../use-case.ts';

/** Which revision a decision is about: the one that the reviewer read. */
export const reviewedRevision = z.object({ submissionId: z.uuid(), revisionNo: z.int32().min(1) });

export const reasonText = z.string().trim().min(1).max(500);

/** The submission locked, with the revision under review, or a conflict where the reporter moved on meanwhile. */
export async function lockReviewed(
  scope: Scope,
  { submissionId, revisionNo }: z.output<typeof reviewedRevision>,
): Promise<{
  readonly submission: Submission;
  readonly revisionId: string;
  /** What the revision was judged by of other forms. */
  readonly reads: readonly FrozenRead[];
}> {
  const { trx, actor } = scope;
  const submission = await lockSubmission(trx, actor.tenantId, submissionId, 'update');
  if (submission.revisionNo !== revisionNo) throw new HuibaoError('submission.changed_since');
  const revision = await getRevisionNo(trx, actor.tenantId, submissionId, revisionNo);
  // Sections report within the bureau, and nobody reviews their own.
  await takePartIn(scope, submission, 'reviewing');
  return { submission, revisionId: revision.id, reads: revision.reads };
}

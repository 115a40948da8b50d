import { HuibaoError } from '@huibao/domain';
import type { Scope } from '../use-case.ts';
import { takeSubmissionPart, type SubmissionPart } from './part.repository.ts';
import type { Submission } from './submission.repository.ts';

const refusals = { reporting: 'submission.own_report', reviewing: 'submission.own_review' } as const;

/**
 * The actor's act as part of a submission. Who fills in, submits or confirms it doesn't review it, nor the other way
 * round, whatever roles one person holds.
 */
export async function takePartIn(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  submission: Pick<Submission, 'id' | 'unitId'>,
  part: SubmissionPart,
): Promise<void> {
  // A workflow or a set-up command is nobody.
  if (actor.role === 'system') return;
  const taken = await takeSubmissionPart(trx, actor.tenantId, submission, { userId: actor.userId, part }, now);
  if (taken !== part) throw new HuibaoError(refusals[part]);
}

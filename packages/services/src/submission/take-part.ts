import { HuibaoError } from '@huibao/domain';
import type { Scope } from '../use-case.ts';
import { takeSubmissionParts, type SubmissionPart } from './part.repository.ts';
import type { Submission } from './submission.repository.ts';

const refusals = { reporting: 'submission.own_report', reviewing: 'submission.own_review' } as const;

/**
 * The actor's act as part of a submission. Who fills in, submits or confirms it doesn't review it, nor the other way
 * round, whatever roles one person holds. `writeCells` takes it by itself.
 */
export async function takePartIn(
  scope: Pick<Scope, 'trx' | 'actor' | 'now'>,
  submission: Pick<Submission, 'id' | 'unitId'>,
  part: SubmissionPart,
): Promise<void> {
  await takePartInAll(scope, [submission], part);
}

/** The same in many at once, or in none. */
export async function takePartInAll(
  { trx, actor, now: since }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  submissions: readonly Pick<Submission, 'id' | 'unitId'>[],
  part: SubmissionPart,
): Promise<void> {
  const parts = await takeSubmissionParts(trx, actor.tenantId, submissions, { actor, part, since });
  for (const n of submissions.keys()) requirePart(part, parts[n]);
}

export function requirePart(asked: SubmissionPart, standing: SubmissionPart | undefined): void {
  if (standing !== asked) throw new HuibaoError(refusals[asked]);
}

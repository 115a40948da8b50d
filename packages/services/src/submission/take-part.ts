import { HuibaoError } from '@huibao/domain';
import type { Scope } from '../use-case.ts';
import { takeSubmissionPart, type SubmissionPart } from './part.repository.ts';
import type { Submission } from './submission.repository.ts';

const refusals = { reporting: 'submission.own_report', reviewing: 'submission.own_review' } as const;

/**
 * The actor's act as part of a submission. Who fills in, submits or confirms it doesn't review it, nor the other way
 * round, whatever roles one person holds. `writeCells` takes it by itself.
 */
export async function takePartIn(
  { trx, actor, now: since }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  submission: Pick<Submission, 'id' | 'unitId'>,
  part: SubmissionPart,
): Promise<void> {
  requirePart(part, await takeSubmissionPart(trx, actor.tenantId, { submission, actor, part, since }));
}

export function requirePart(asked: SubmissionPart, standing: SubmissionPart | undefined): void {
  if (standing !== asked) throw new HuibaoError(refusals[asked]);
}

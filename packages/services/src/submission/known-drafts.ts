import type { FormDefinition } from '@huibao/domain';
import type { Submission } from './submission.repository.ts';

/** What the last save of a draft found of it. */
export interface KnownDraft {
  readonly submission: Submission;
  readonly form: FormDefinition;
}

/** Of a city's last hour; each weighs about a kilobyte, its form apart, which all share. */
const mostKnown = 10_000;

// Nobody is told anything of it: a save that goes by it asks the rows, in the statement that writes, whether they are
// still so, as an actor who must be let see them.
const known = new Map<string, KnownDraft>();

export function rememberDraft(tenantId: number, draft: KnownDraft): void {
  const key = keyOf(tenantId, draft.submission.id);
  known.delete(key);
  known.set(key, draft);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
}

export function recallDraft(tenantId: number, submissionId: string): KnownDraft | undefined {
  return known.get(keyOf(tenantId, submissionId));
}

export function forgetDraft(tenantId: number, submissionId: string): void {
  known.delete(keyOf(tenantId, submissionId));
}

function keyOf(tenantId: number, submissionId: string): string {
  return `${tenantId}/${submissionId}`;
}

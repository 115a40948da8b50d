import type { Edition } from '../forms/edition.repository.ts';
import type { Reader } from '../rollup/roll-up.ts';
import { overseesOthers } from '../rollup/rollup-year.repository.ts';

/**
 * Whose figures a report's text has. Above others it is written by the template's overview, and its figures are of what
 * the offices below delivered. Without an overview it speaks of the office itself, as theirs do of them: the sum of its
 * districts' meetings would stand there as its own.
 */
export async function readerOfReport<Scope extends Reader>(
  scope: Scope,
  { template }: Edition,
): Promise<Scope & Reader> {
  if (template.overview || !(await overseesOthers(scope.trx, scope.actor.tenantId))) return scope;
  return { ...scope, isOwnAlone: true };
}

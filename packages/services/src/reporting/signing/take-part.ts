import { HuibaoError } from '@huibao/domain';
import type { Scope } from '../../use-case.ts';
import type { Report } from '../report.repository.ts';
import { findPart, insertPart } from './part.repository.ts';

type Signed = Pick<Report, 'id' | 'edition'>;

/** The step that writing a report is. */
export function draftingStep({ edition }: Pick<Report, 'edition'>): string {
  return edition.chain[0]?.code ?? '';
}

/**
 * The actor's act as part of a step. Nobody signs twice: drafting, checking and issuing one version are different
 * persons', whatever roles one of them holds. Who drafted is whoever wrote any of it.
 */
export async function takePart({ trx, actor, now }: Scope, report: Signed, step: string): Promise<void> {
  // A workflow or a set-up command is nobody.
  if (actor.role === 'system') return;
  await insertPart(trx, actor.tenantId, report.id, { userId: actor.userId, step }, now);
  const part = await findPart(trx, actor.tenantId, report.id, actor.userId);
  if (part === step) return;
  throw new HuibaoError(part === draftingStep(report) ? 'report.own_draft' : 'report.own_signature');
}

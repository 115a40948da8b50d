import { HuibaoError, localDate, type SensitiveRegister } from '@huibao/domain';
import { findCurrentEdition } from '../forms/edition.repository.ts';
import type { QueryScope } from '../use-case.ts';

/** The unit that the actor keeps registers for. */
export function requireUnit({ actor }: QueryScope): number {
  const unit = actor.units?.[0];
  if (unit === undefined) throw new HuibaoError('access.denied');
  return unit;
}

/** The registers that the programme under way asks a unit to keep. */
export async function listKeptRegisters({ trx, actor, now }: QueryScope): Promise<readonly SensitiveRegister[]> {
  const edition = await findCurrentEdition(trx, actor.lineage, localDate(now));
  return edition?.sensitiveRegisters ?? [];
}

import { HuibaoError, localDate, spanOf, type Localized, type SensitiveRegister } from '@huibao/domain';
import { getEdition, type ProgrammeRef } from '../forms/edition.repository.ts';
import { listProgrammesOf } from '../forms/programme.repository.ts';
import type { QueryScope } from '../use-case.ts';

/** The unit that the actor keeps registers for. */
export function requireUnit({ actor }: QueryScope): number {
  const unit = actor.units?.[0];
  if (unit === undefined) throw new HuibaoError('access.denied');
  return unit;
}

/** A register that a programme asks a unit to keep. */
export interface KeptRegister extends SensitiveRegister {
  /** The programme's name in the line. */
  readonly programme: string;
  readonly programmeTitle: Localized;
  readonly of: ProgrammeRef;
}

/** Those of each programme's newest year that has begun. */
export async function listKeptRegisters({ trx, actor, now }: QueryScope): Promise<readonly KeptRegister[]> {
  const today = localDate(now);
  const kept: KeptRegister[] = [];
  for (const { name, title, years, ownerTenantId, programmeCode } of await listProgrammesOf(trx, actor)) {
    for (const year of years) {
      const { calendar, sensitiveRegisters } = await getEdition(trx, year);
      if (spanOf(calendar, year.year).startsOn > today) continue;
      const of = { ownerTenantId, programmeCode };
      kept.push(...sensitiveRegisters.map((one) => ({ ...one, programme: name, programmeTitle: title, of })));
      break;
    }
  }
  return kept;
}

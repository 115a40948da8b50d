import { keysFor, resealText } from '@huibao/auth';
import { readAsTenant } from '@huibao/db';
import type { Context } from '../context.ts';
import { listTenantIds, systemActor } from '../identity/sessions/actor.repository.ts';
import { listSealedSecrets, replaceSealedSecret } from '../identity/sessions/login.repository.ts';
import { ownerOf } from '../identity/sessions/prove.ts';
import { listUnits } from '../identity/unit.repository.ts';
import { resealRegister } from '../registers/reseal-register.ts';
import { runUseCase } from '../use-case.ts';

/**
 * Seals by the newest keys what those of before had sealed, while people work: secrets of apps for codes, and the
 * sensitive registers. Killed, it is begun again. Afterwards the keys of before open nothing any more.
 */
export async function resealAll(
  services: Context,
  now: () => Date,
): Promise<{ readonly secondFactors: number; readonly registerRows: number }> {
  const keys = keysFor(services.accountKeys, 'second factors');
  let secondFactors = 0;
  for (const { sealed: before, ...person } of await listSealedSecrets(services.authDb)) {
    const sealed = resealText(keys, ownerOf(person), before);
    if (!sealed) continue;
    await replaceSealedSecret(services.authDb, person, before, sealed);
    secondFactors += 1;
  }
  let registerRows = 0;
  for (const tenantId of await listTenantIds(services.authDb)) {
    const actor = await systemActor(services.authDb, tenantId, now);
    const units = await readAsTenant(services.db, actor, (trx) => listUnits(trx, tenantId));
    for (const { id: unitId } of units) {
      // A register is its unit's alone: even the whole tenant's view holds none of its rows.
      const { rows } = await runUseCase(services, { ...actor, units: [unitId] }, resealRegister, { unitId });
      registerRows += rows;
    }
  }
  return { secondFactors, registerRows };
}

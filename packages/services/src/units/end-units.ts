import { HuibaoError } from '@huibao/domain';
import { closeUnits } from '../identity/unit.repository.ts';
import type { Scope } from '../use-case.ts';

/** Their last day. Flows until then stay in the year's figures; stocks leave them with the unit. */
export async function endUnits(
  { trx, actor, audit }: Scope,
  unitIds: readonly number[],
  closesOn: string,
): Promise<void> {
  const closed = await closeUnits(trx, actor.tenantId, unitIds, closesOn);
  if (closed !== unitIds.length) throw new HuibaoError('unit.not_found');
  for (const unitId of unitIds) audit({ action: 'unit.closed', subject: String(unitId), detail: { closesOn } });
}

import { HuibaoError } from '@huibao/domain';
import { assignToOpenCollections } from '../collection/assign-forms.ts';
import { insertUnit, putUnitVersion } from '../identity/unit.repository.ts';
import type { Scope } from '../use-case.ts';
import { requireUnitType } from './require-unit-type.ts';
import type { UnitInput } from './unit-input.ts';

/** A new school or section, and what it owes at once to the terms that are being collected. */
export async function addUnit(scope: Scope, unit: UnitInput): Promise<number> {
  const { trx, actor, now, audit } = scope;
  await requireUnitType(scope, unit.schoolType);
  const unitId = await insertUnit(trx, actor.tenantId, unit, now);
  if (unitId === undefined) throw new HuibaoError('unit.name_taken', { name: unit.name });
  await putUnitVersion(trx, actor.tenantId, unitId, unit.opensOn, unit, now);
  await assignToOpenCollections(scope, { ...unit, id: unitId });
  audit({ action: 'unit.created', subject: String(unitId), detail: { kind: unit.kind } });
  return unitId;
}

import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { insertSuccessions, listUnits, lockUnits } from '../identity/unit.repository.ts';
import { defineMutation } from '../use-case.ts';
import { endUnits } from './end-units.ts';

/** 合并: units close on a day, and another goes on for them. Their history stays theirs. */
export const mergeUnits = defineMutation({
  permission: 'unit.manage',
  input: z.object({ unitIds: z.array(z.int32()).min(1).max(50), successorId: z.int32(), closesOn: z.iso.date() }),
  async run(scope, { unitIds, successorId, closesOn }) {
    const { trx, actor, now, audit } = scope;
    await lockUnits(trx, actor.tenantId, [...unitIds, successorId]);
    const units = await listUnits(trx, actor.tenantId);
    const successor = units.find((unit) => unit.id === successorId);
    const merged = units.filter((unit) => unitIds.includes(unit.id));
    if (
      !successor ||
      merged.length !== new Set(unitIds).size ||
      merged.some((unit) => unit.id === successorId || unit.kind !== successor.kind)
    )
      throw new HuibaoError('unit.not_found');
    if (successor.closesOn !== null || merged.some((unit) => unit.closesOn !== null))
      throw new HuibaoError('unit.already_closed');
    const mergedIds = merged.map((unit) => unit.id);
    await endUnits(scope, mergedIds, closesOn);
    await insertSuccessions(trx, actor.tenantId, mergedIds, successorId, closesOn, now);
    for (const unitId of mergedIds)
      audit({ action: 'unit.merged', subject: String(unitId), detail: { successorId, closesOn } });
    return { merged: merged.length };
  },
});

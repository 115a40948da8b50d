import { requireRoom } from '../quotas/require-room.ts';
import { defineMutation } from '../use-case.ts';
import { addUnit } from './add-unit.ts';
import { unitInput } from './unit-input.ts';

export const createUnit = defineMutation({
  permission: 'unit.manage',
  input: unitInput,
  async run(scope, unit) {
    await requireRoom(scope.trx, scope.actor.tenantId, { units: 1 }, scope.now);
    return { unitId: await addUnit(scope, unit) };
  },
});

import { listUnits } from '../identity/unit.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';

export const getUnits = defineQuery({
  permission: 'unit.read',
  input: noInput,
  run: ({ trx, actor }) => listUnits(trx, actor.tenantId),
});

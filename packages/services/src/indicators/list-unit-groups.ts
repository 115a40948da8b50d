import { defineQuery, noInput } from '../use-case.ts';
import { listGroups } from './unit-group.repository.ts';

export const listUnitGroups = defineQuery({
  permission: 'indicator.read',
  input: noInput,
  run: ({ trx, actor }) => listGroups(trx, actor.tenantId),
});

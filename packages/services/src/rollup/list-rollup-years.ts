import { defineQuery, noInput } from '../use-case.ts';
import { listYears } from './figure.repository.ts';

export const listRollupYears = defineQuery({
  permission: 'rollup.read',
  input: noInput,
  run: ({ trx, actor }) => listYears(trx, actor.tenantId),
});

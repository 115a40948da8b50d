import { defineQuery, noInput } from '../use-case.ts';
import { listKeptRegisters, requireUnit } from './kept-registers.ts';
import { listSensitiveRows } from './sensitive-row.repository.ts';

export const getSensitiveRegister = defineQuery({
  permission: 'register.keep',
  input: noInput,
  async run(scope) {
    const { trx, actor, ctx } = scope;
    return {
      registers: await listKeptRegisters(scope),
      rows: await listSensitiveRows(trx, actor.tenantId, requireUnit(scope), ctx.registerKey),
    };
  },
});

import { defineQuery, noInput } from '../use-case.ts';
import { listKeptRegisters, requireUnit } from './kept-registers.ts';
import { listSensitiveRows } from './sensitive-row.repository.ts';

/** The registers that the unit keeps, of all programmes, with their rows. */
export const getSensitiveRegister = defineQuery({
  permission: 'register.keep',
  input: noInput,
  async run(scope) {
    const { trx, actor, ctx } = scope;
    const kept = await listKeptRegisters(scope);
    const rows = await listSensitiveRows(trx, actor.tenantId, requireUnit(scope), ctx.registerKeys);
    return {
      registers: kept.map(({ of: _of, ...register }) => register),
      rows: rows.flatMap(({ of, ...row }) => {
        const register = kept.find(
          (one) =>
            one.code === row.register &&
            one.of.ownerTenantId === of.ownerTenantId &&
            one.of.programmeCode === of.programmeCode,
        );
        return register ? [{ ...row, programme: register.programme }] : [];
      }),
    };
  },
});

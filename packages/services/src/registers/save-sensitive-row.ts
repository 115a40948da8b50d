import { formLimits, HuibaoError, programmeNameSchema } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { listKeptRegisters, requireUnit } from './kept-registers.ts';
import { countSensitiveRows, insertSensitiveRow, updateSensitiveRow } from './sensitive-row.repository.ts';

export const saveSensitiveRow = defineMutation({
  permission: 'register.keep',
  input: z.object({
    id: z.uuid().nullable(),
    programme: programmeNameSchema,
    register: z.string().max(40),
    category: z.string().max(40),
    pupil: z.string().trim().min(1).max(40),
    note: z.string().trim().max(500),
    since: z.iso.date(),
    endedOn: z.iso.date().nullable(),
  }),
  async run(scope, input) {
    const { trx, actor, now, ctx, audit } = scope;
    const unitId = requireUnit(scope);
    const register = (await listKeptRegisters(scope)).find(
      (kept) => kept.programme === input.programme && kept.code === input.register,
    );
    if (!register?.categories.some((option) => option.code === input.category))
      throw new HuibaoError('register.not_found');
    if (input.endedOn !== null && input.endedOn < input.since)
      throw new HuibaoError('request.invalid', { field: 'endedOn' });
    const row = { ...input, of: register.of, id: input.id ?? uuid() };
    if (input.id === null) {
      const { rowsPerRegister } = formLimits;
      if ((await countSensitiveRows(trx, actor.tenantId, unitId, register.of, register.code)) >= rowsPerRegister)
        throw new HuibaoError('register.too_many_rows', { rows: rowsPerRegister });
      await insertSensitiveRow(trx, actor.tenantId, unitId, row, ctx.registerKeys, actor.userId, now);
    } else if (!(await updateSensitiveRow(trx, actor.tenantId, unitId, row, ctx.registerKeys, actor.userId, now))) {
      throw new HuibaoError('register.row_not_found');
    }
    const action = input.id === null ? 'register.row_added' : 'register.row_changed';
    audit({ action, subject: row.id, detail: { programme: row.programme, register: row.register } });
    return { id: row.id };
  },
});

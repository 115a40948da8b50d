import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { resealSensitiveRows } from './sensitive-row.repository.ts';

/** Seals a unit's register anew by the newest key. Who reads it reads what was there. */
export const resealRegister = defineMutation({
  permission: 'housekeeping',
  input: z.object({ unitId: z.int() }),
  async run({ trx, ctx, actor, audit }, { unitId }) {
    const rows = await resealSensitiveRows(trx, actor.tenantId, unitId, ctx.registerKeys);
    if (rows > 0) audit({ action: 'register.resealed', subject: String(unitId), detail: { rows } });
    return { rows };
  },
});

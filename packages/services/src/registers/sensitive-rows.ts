import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { HuibaoError, localDate, type SensitiveRegister } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { findCurrentEdition } from '../forms/edition.repository.ts';
import { defineMutation, defineQuery, noInput, type QueryScope } from '../use-case.ts';

/** What is sealed: who, what, and what was done. It stays with the unit that wrote it. */
export interface SensitiveRow {
  readonly id: string;
  readonly register: string;
  readonly category: string;
  readonly pupil: string;
  readonly note: string;
  readonly since: string;
  readonly endedOn: string | null;
}

const sealedContent = z.object({ category: z.string(), pupil: z.string(), note: z.string() });

/** AES-256-GCM; the place (tenant, unit, row) is bound in, so that a row copied elsewhere doesn't open. */
function seal(key: Buffer, place: string, content: z.output<typeof sealedContent>): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function unseal(key: Buffer, place: string, sealed: Buffer): z.output<typeof sealedContent> {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(12, 28));
  const text = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
  return sealedContent.parse(JSON.parse(text));
}

function placeOf(tenantId: number, unitId: number, id: string): string {
  return `${tenantId}/${unitId}/${id}`;
}

export async function listSealedRows(
  { trx, actor, ctx }: QueryScope,
  unitId: number,
): Promise<readonly SensitiveRow[]> {
  const rows = await trx
    .selectFrom('sensitive_rows')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('unit_id', '=', unitId)
    .orderBy('since', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    register: row.register,
    since: row.since,
    endedOn: row.ended_on,
    ...unseal(ctx.registerKey, placeOf(actor.tenantId, unitId, row.id), row.sealed),
  }));
}

function unitOf({ actor }: QueryScope): number {
  const unit = actor.units?.[0];
  if (unit === undefined) throw new HuibaoError('access.denied');
  return unit;
}

/** The registers that the programme under way asks this unit to keep. */
async function listRegisters({ trx, actor, now }: QueryScope): Promise<readonly SensitiveRegister[]> {
  const edition = await findCurrentEdition(trx, actor.lineage, localDate(now));
  return edition?.sensitiveRegisters ?? [];
}

export const getSensitiveRegister = defineQuery({
  permission: 'register.keep',
  input: noInput,
  run: async (scope) => ({ registers: await listRegisters(scope), rows: await listSealedRows(scope, unitOf(scope)) }),
});

export const saveSensitiveRow = defineMutation({
  permission: 'register.keep',
  input: z.object({
    id: z.uuid().nullable(),
    register: z.string().max(40),
    category: z.string().max(40),
    pupil: z.string().trim().min(1).max(40),
    note: z.string().trim().max(500),
    since: z.iso.date(),
    endedOn: z.iso.date().nullable(),
  }),
  async run(scope, { id, register: code, since, endedOn, ...content }) {
    const { trx, actor, now, ctx, audit } = scope;
    const unitId = unitOf(scope);
    const register = (await listRegisters(scope)).find((one) => one.code === code);
    if (!register?.categories.some((option) => option.code === content.category))
      throw new HuibaoError('register.not_found');
    if (endedOn !== null && endedOn < since) throw new HuibaoError('request.invalid', { field: 'endedOn' });
    const rowId = id ?? uuid();
    const values = {
      sealed: seal(ctx.registerKey, placeOf(actor.tenantId, unitId, rowId), content),
      since,
      ended_on: endedOn,
      updated_by: actor.userId,
      updated_at: now,
    };
    if (id) {
      const updated = await trx
        .updateTable('sensitive_rows')
        .set(values)
        .where('tenant_id', '=', actor.tenantId)
        .where('unit_id', '=', unitId)
        .where('id', '=', id)
        .where('register', '=', code)
        .returning('id')
        .executeTakeFirst();
      if (!updated) throw new HuibaoError('register.row_not_found');
    } else {
      await trx
        .insertInto('sensitive_rows')
        .values({ tenant_id: actor.tenantId, unit_id: unitId, id: rowId, register: code, ...values })
        .execute();
    }
    audit({ action: id ? 'register.row_changed' : 'register.row_added', subject: rowId, detail: { register: code } });
    return { id: rowId };
  },
});

import { resealText, type Keys } from '@huibao/auth';
import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import type { ProgrammeRef } from '../forms/edition.repository.ts';
import { seal, unseal, type SealedContent } from './seal.ts';

/** It stays with the unit that wrote it: nobody else's transaction finds it. */
export interface SensitiveRow extends SealedContent {
  readonly id: string;
  /** Whose register it is in. */
  readonly of: ProgrammeRef;
  readonly register: string;
  readonly since: string;
  readonly endedOn: string | null;
}

/** Latest first. */
export async function listSensitiveRows(
  trx: TenantReader,
  tenantId: number,
  unitId: number,
  keys: Keys,
): Promise<readonly SensitiveRow[]> {
  const rows = await trx
    .selectFrom('sensitive_rows')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('unit_id', '=', unitId)
    .orderBy('since', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    of: { ownerTenantId: row.owner_tenant_id, programmeCode: row.programme_code },
    register: row.register,
    since: row.since,
    endedOn: row.ended_on,
    ...unseal(keys, placeOf(tenantId, unitId, row.id), row.sealed),
  }));
}

/** How many rows a unit's register has; who counts waits for others who are adding to the unit's registers. */
export async function countSensitiveRows(
  trx: TenantTransaction,
  tenantId: number,
  unitId: number,
  of: ProgrammeRef,
  register: string,
): Promise<number> {
  await sql`select pg_advisory_xact_lock(7120534, ${unitId})`.execute(trx);
  const { count } = await trx
    .selectFrom('sensitive_rows')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('unit_id', '=', unitId)
    .where('owner_tenant_id', '=', of.ownerTenantId)
    .where('programme_code', '=', of.programmeCode)
    .where('register', '=', register)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertSensitiveRow(
  trx: TenantTransaction,
  tenantId: number,
  unitId: number,
  row: SensitiveRow,
  keys: Keys,
  by: string,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('sensitive_rows')
    .values({
      tenant_id: tenantId,
      unit_id: unitId,
      id: row.id,
      owner_tenant_id: row.of.ownerTenantId,
      programme_code: row.of.programmeCode,
      register: row.register,
      ...valuesOf(tenantId, unitId, row, keys),
      updated_by: by,
      updated_at: at,
    })
    .execute();
}

/** False where the unit's register has no such row. */
export async function updateSensitiveRow(
  trx: TenantTransaction,
  tenantId: number,
  unitId: number,
  row: SensitiveRow,
  keys: Keys,
  by: string,
  at: Date,
): Promise<boolean> {
  const updated = await trx
    .updateTable('sensitive_rows')
    .set({ ...valuesOf(tenantId, unitId, row, keys), updated_by: by, updated_at: at })
    .where('tenant_id', '=', tenantId)
    .where('unit_id', '=', unitId)
    .where('id', '=', row.id)
    .where('owner_tenant_id', '=', row.of.ownerTenantId)
    .where('programme_code', '=', row.of.programmeCode)
    .where('register', '=', row.register)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** How many were sealed by a key of before, and are by the newest now. */
export async function resealSensitiveRows(
  trx: TenantTransaction,
  tenantId: number,
  unitId: number,
  keys: Keys,
): Promise<number> {
  const rows = await trx
    .selectFrom('sensitive_rows')
    .select(['id', 'sealed'])
    .where('tenant_id', '=', tenantId)
    .where('unit_id', '=', unitId)
    .forUpdate()
    .execute();
  let resealed = 0;
  for (const { id, sealed: before } of rows) {
    const sealed = resealText(keys, placeOf(tenantId, unitId, id), before);
    if (!sealed) continue;
    await trx
      .updateTable('sensitive_rows')
      .set({ sealed })
      .where('tenant_id', '=', tenantId)
      .where('unit_id', '=', unitId)
      .where('id', '=', id)
      .execute();
    resealed += 1;
  }
  return resealed;
}

function valuesOf(tenantId: number, unitId: number, row: SensitiveRow, keys: Keys) {
  const { category, pupil, note } = row;
  return {
    sealed: seal(keys, placeOf(tenantId, unitId, row.id), { category, pupil, note }),
    since: row.since,
    ended_on: row.endedOn,
  };
}

/** What a row's seal is bound to. */
function placeOf(tenantId: number, unitId: number, id: string): string {
  return `${tenantId}/${unitId}/${id}`;
}

import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { ProgrammeRef } from '../forms/edition.repository.ts';

/** A shortcoming (with its cause) or a plan (with its expected result). */
export interface LedgerItem {
  readonly id: string;
  readonly year: number;
  readonly kind: 'shortcoming' | 'plan';
  readonly title: string;
  readonly detail: string;
  readonly owner: string;
  readonly dueOn: string | null;
  readonly state: 'open' | 'done';
  readonly answer: string | null;
  readonly answeredAt: string | null;
}

export type LedgerEntry = Pick<LedgerItem, 'year' | 'kind' | 'title' | 'detail' | 'owner' | 'dueOn'>;

/** Of a programme, newest year first, shortcomings before plans. */
export async function listLedgerItems(
  trx: TenantReader,
  tenantId: number,
  programme: ProgrammeRef,
): Promise<readonly LedgerItem[]> {
  const rows = await trx
    .selectFrom('ledger_items')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', programme.ownerTenantId)
    .where('programme_code', '=', programme.programmeCode)
    .orderBy('year', 'desc')
    .orderBy('kind', 'desc')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    kind: row.kind === 'plan' ? 'plan' : 'shortcoming',
    title: row.title,
    detail: row.detail,
    owner: row.owner,
    dueOn: row.due_on,
    state: row.state === 'done' ? 'done' : 'open',
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
  }));
}

/** What a chapter of the year's report lists. */
export async function listItemsOfYear(
  trx: TenantReader,
  tenantId: number,
  { year, ...programme }: ProgrammeRef & { readonly year: number },
): Promise<readonly Pick<LedgerItem, 'id' | 'kind' | 'title' | 'detail'>[]> {
  const rows = await trx
    .selectFrom('ledger_items')
    .select(['id', 'kind', 'title', 'detail'])
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', programme.ownerTenantId)
    .where('programme_code', '=', programme.programmeCode)
    .where('year', '=', year)
    .orderBy('kind')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind === 'plan' ? 'plan' : 'shortcoming' }));
}

/** What was promised for a year and hasn't been answered. */
export async function listOpenItems(
  trx: TenantReader,
  tenantId: number,
  programme: ProgrammeRef,
  year: number,
): Promise<readonly Pick<LedgerItem, 'id' | 'kind' | 'title'>[]> {
  const rows = await trx
    .selectFrom('ledger_items')
    .select(['id', 'kind', 'title'])
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', programme.ownerTenantId)
    .where('programme_code', '=', programme.programmeCode)
    .where('year', '=', year)
    .where((eb) => eb.or([eb('state', '=', 'open'), eb('answer', 'is', null)]))
    .orderBy('kind', 'desc')
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ ...row, kind: row.kind === 'plan' ? 'plan' : 'shortcoming' }));
}

/** At the end of its year's items of the kind. */
export async function insertLedgerItem(
  trx: TenantTransaction,
  tenantId: number,
  programme: ProgrammeRef,
  { dueOn, ...entry }: LedgerEntry,
  by: string,
  at: Date,
): Promise<string> {
  const { next } = await trx
    .selectFrom('ledger_items')
    .select(sql<number>`coalesce(max(position), 0) + 1`.as('next'))
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', programme.ownerTenantId)
    .where('programme_code', '=', programme.programmeCode)
    .where('year', '=', entry.year)
    .where('kind', '=', entry.kind)
    .executeTakeFirstOrThrow();
  const id = uuid();
  await trx
    .insertInto('ledger_items')
    .values({
      tenant_id: tenantId,
      id,
      owner_tenant_id: programme.ownerTenantId,
      programme_code: programme.programmeCode,
      position: next,
      state: 'open',
      ...entry,
      due_on: dueOn,
      updated_by: by,
      updated_at: at,
    })
    .execute();
  return id;
}

/** False where there is no such item. */
export async function updateLedgerItem(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  { dueOn, ...entry }: LedgerEntry,
  by: string,
  at: Date,
): Promise<boolean> {
  const updated = await trx
    .updateTable('ledger_items')
    .set({ ...entry, due_on: dueOn, updated_by: by, updated_at: at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** Null opens it again. False where there is no such item. */
export async function updateLedgerAnswer(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  answer: string | null,
  by: string,
  at: Date,
): Promise<boolean> {
  const updated = await trx
    .updateTable('ledger_items')
    .set({
      state: answer === null ? 'open' : 'done',
      answer,
      answered_at: answer === null ? null : at,
      updated_by: by,
      updated_at: at,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

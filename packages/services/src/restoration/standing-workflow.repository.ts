import type { TenantReader, TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import type { CollectionTimes } from '../submission/window.ts';

/** Of the tenant, not closed by then, with the times of their workflows. */
export async function listUnclosed(
  trx: TenantTransaction,
  tenantId: number,
  now: Date,
): Promise<readonly ({ readonly id: string } & CollectionTimes)[]> {
  const rows = await trx
    .selectFrom('collections')
    .select(['id', 'opens_at', 'due_at', 'closes_at'])
    .where('tenant_id', '=', tenantId)
    .where('closes_at', '>', now)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    opensAt: row.opens_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    closesAt: row.closes_at.toISOString(),
  }));
}

/** Newest versions that aren't public yet, nor annulled: whose dates are still reminded of. */
export async function listUnpublished(trx: TenantTransaction, tenantId: number): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('reports as r')
    .select('r.id')
    .where('r.tenant_id', '=', tenantId)
    .where('r.state', '<>', 'superseded')
    .where('r.annulled_on', 'is', null)
    .where(
      sql<boolean>`not exists (
        select from publications p where p.tenant_id = r.tenant_id and p.report_id = r.id
      ) and not exists (
        select from reports next
        where next.tenant_id = r.tenant_id and next.owner_tenant_id = r.owner_tenant_id
          and next.edition_id = r.edition_id and next.version > r.version
      )`,
    )
    .orderBy('r.id')
    .execute();
  return rows.map(({ id }) => id);
}

/** What is being read or written of files. */
export async function listImportsAtWork(
  trx: TenantTransaction,
  tenantId: number,
): Promise<readonly { readonly id: string; readonly step: 'read' | 'write' }[]> {
  const rows = await trx
    .selectFrom('imports')
    .select(['id', 'state'])
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', ['reading', 'running'])
    .orderBy('id')
    .execute();
  return rows.map(({ id, state }) => ({ id, step: state === 'reading' ? 'read' : 'write' }));
}

/** Which of these collections, reports and imports there are. */
export async function listExisting(
  trx: TenantReader,
  tenantId: number,
  ids: readonly string[],
): Promise<readonly string[]> {
  const among = (table: 'collections' | 'reports' | 'imports') =>
    trx
      .selectFrom(table)
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', [...ids]);
  const rows = await among('collections').unionAll(among('reports')).unionAll(among('imports')).execute();
  return rows.map(({ id }) => id);
}

import type { TenantReader, TenantTransaction } from '@huibao/db';
import { HuibaoError, type CollectionWindow } from '@huibao/domain';
import { sql } from 'kysely';

export interface Collection {
  readonly id: string;
  readonly ownerTenantId: number;
  readonly editionId: string;
  readonly year: number;
  readonly period: number;
  readonly window: CollectionWindow;
}

const columns = ['id', 'owner_tenant_id', 'edition_id', 'year', 'period', 'opens_at', 'due_at', 'closes_at'] as const;

export async function getCollection(trx: TenantReader, tenantId: number, id: string): Promise<Collection> {
  const row = await trx
    .selectFrom('collections')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('collection.not_found');
  return toCollection(row);
}

/** Those that haven't closed yet, be they open or to come. */
export async function listUnclosedCollections(
  trx: TenantReader,
  tenantId: number,
  now: Date,
): Promise<readonly Collection[]> {
  const rows = await trx
    .selectFrom('collections')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('closes_at', '>', now)
    .execute();
  return rows.map(toCollection);
}

/** How many forms a collection expects, and how many are in. */
export interface CollectionCounts extends Collection {
  readonly expected: number;
  readonly submitted: number;
  readonly accepted: number;
}

/** Newest first. */
export async function listCollectionCounts(trx: TenantReader, tenantId: number): Promise<readonly CollectionCounts[]> {
  const rows = await trx
    .selectFrom('collections as c')
    .leftJoin('submissions as s', (join) =>
      join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.collection_id', '=', 'c.id'),
    )
    .select([
      'c.id',
      'c.owner_tenant_id',
      'c.edition_id',
      'c.year',
      'c.period',
      'c.opens_at',
      'c.due_at',
      'c.closes_at',
      sql<number>`count(s.id)::int`.as('expected'),
      sql<number>`count(*) filter (where s.state in ('submitted', 'accepted'))::int`.as('submitted'),
      sql<number>`count(*) filter (where s.state = 'accepted')::int`.as('accepted'),
    ])
    .where('c.tenant_id', '=', tenantId)
    .groupBy(['c.tenant_id', 'c.id'])
    .orderBy('c.year', 'desc')
    .orderBy('c.period', 'desc')
    .execute();
  return rows.map((row) => ({
    ...toCollection(row),
    expected: row.expected,
    submitted: row.submitted,
    accepted: row.accepted,
  }));
}

/** False where the period has a collection already. */
export async function insertCollection(
  trx: TenantTransaction,
  tenantId: number,
  collection: Collection,
  openedBy: string,
  createdAt: Date,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('collections')
    .values({
      tenant_id: tenantId,
      id: collection.id,
      owner_tenant_id: collection.ownerTenantId,
      edition_id: collection.editionId,
      year: collection.year,
      period: collection.period,
      opens_at: collection.window.opensAt,
      due_at: collection.window.dueAt,
      closes_at: collection.window.closesAt,
      opened_by: openedBy,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

function toCollection(row: {
  id: string;
  owner_tenant_id: number;
  edition_id: string;
  year: number;
  period: number;
  opens_at: Date;
  due_at: Date;
  closes_at: Date;
}): Collection {
  return {
    id: row.id,
    ownerTenantId: row.owner_tenant_id,
    editionId: row.edition_id,
    year: row.year,
    period: row.period,
    window: { opensAt: row.opens_at, dueAt: row.due_at, closesAt: row.closes_at },
  };
}

import type { TenantReader, TenantTransaction } from '@huibao/db';
import { HuibaoError, type CollectionWindow } from '@huibao/domain';
import { sql } from 'kysely';
import { addedToCollection, isKeyViolation, type PinnedAdditions } from '../forms/added-issue.repository.ts';
import { pinnedRefOf, type EditionRef, type ProgrammeRef } from '../forms/edition.repository.ts';
import { isAmended, isBehind } from '../forms/newest-issue.repository.ts';

export interface Collection {
  readonly id: string;
  readonly edition: EditionRef;
  readonly programmeCode: string;
  readonly year: number;
  readonly period: number;
  /** ISO dates, both inclusive: the days that the period is of. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly window: CollectionWindow;
}

const columns = [
  'id',
  'owner_tenant_id',
  'edition_id',
  'issue_no',
  'programme_code',
  'year',
  'period',
  'starts_on',
  'ends_on',
  'opens_at',
  'due_at',
  'closes_at',
  'parts',
] as const;

export async function getCollection(trx: TenantReader, tenantId: number, id: string): Promise<Collection> {
  const row = await trx
    .selectFrom('collections as c')
    .select([...columns, addedToCollection(tenantId).as('pinned')])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('collection.not_found');
  return toCollection(row);
}

/**
 * Those that haven't closed yet, be they open or to come, each held to the issue that it goes by: who adopts another
 * waits, or is waited for.
 */
export async function lockUnclosedCollections(
  trx: TenantTransaction,
  tenantId: number,
  now: Date,
): Promise<readonly Collection[]> {
  const rows = await trx
    .selectFrom('collections as c')
    .select([...columns, addedToCollection(tenantId).as('pinned')])
    .where('tenant_id', '=', tenantId)
    .where('closes_at', '>', now)
    .orderBy('id')
    .forShare()
    .execute();
  return rows.map(toCollection);
}

/** Collections of an edition, locked in the order of their ids: all of them, or those that haven't closed by then. */
export async function lockCollectionsOf(
  trx: TenantTransaction,
  tenantId: number,
  { ownerTenantId, id }: Pick<EditionRef, 'ownerTenantId' | 'id'>,
  unclosedAt: Date | null = null,
): Promise<readonly Collection[]> {
  const rows = await trx
    .selectFrom('collections as c')
    .select([...columns, addedToCollection(tenantId).as('pinned')])
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('edition_id', '=', id)
    .$if(unclosedAt !== null, (q) => q.where('closes_at', '>', unclosedAt))
    .orderBy('id')
    .forUpdate('c')
    .execute();
  return rows.map(toCollection);
}

/** From now on the collection asks these parts. The row is locked by the caller. */
export async function updateParts(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  parts: readonly string[],
): Promise<void> {
  await trx
    .updateTable('collections')
    .set({ parts: [...parts] })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** The collection, locked: nobody else adopts an issue for it, nor assigns forms by it. */
export async function lockCollection(trx: TenantTransaction, tenantId: number, id: string): Promise<Collection> {
  const row = await trx
    .selectFrom('collections as c')
    .select([...columns, addedToCollection(tenantId).as('pinned')])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate('c')
    .executeTakeFirst();
  if (!row) throw new HuibaoError('collection.not_found');
  return toCollection(row);
}

/**
 * From now on the collection goes by this issue of its edition, with these additions. The row is locked by the caller.
 *
 * @throws {HuibaoError} `collection.issue_moved_on` where additions were taken back meanwhile
 */
export async function updateIssues(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  edition: EditionRef,
): Promise<void> {
  await trx
    .updateTable('collections')
    .set({ issue_no: edition.issueNo })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  try {
    await putAdditions(trx, tenantId, { id, edition });
  } catch (error) {
    if (isKeyViolation(error)) throw new HuibaoError('collection.issue_moved_on');
    throw error;
  }
}

/** How many forms a collection expects, and how many are in. */
export interface CollectionCounts extends Collection {
  /** Whether a newer issue than its own waits to be adopted, of its edition or of what a level added. */
  readonly isAmended: boolean;
  /** Drafts, and what was sent back, that go by an older issue than the newest. */
  readonly behind: number;
  readonly expected: number;
  readonly submitted: number;
  readonly accepted: number;
}

/** Of a programme, newest first. */
export async function listCollectionCounts(
  trx: TenantReader,
  tenantId: number,
  programme: ProgrammeRef,
): Promise<readonly CollectionCounts[]> {
  const rows = await trx
    .selectFrom('collections as c')
    .leftJoin('submissions as s', (join) =>
      join
        .onRef('s.tenant_id', '=', 'c.tenant_id')
        .onRef('s.collection_id', '=', 'c.id')
        .on('s.state', '<>', 'retired'),
    )
    .select([
      'c.id',
      'c.owner_tenant_id',
      'c.edition_id',
      'c.issue_no',
      'c.programme_code',
      'c.year',
      'c.period',
      'c.starts_on',
      'c.ends_on',
      'c.opens_at',
      'c.due_at',
      'c.closes_at',
      'c.parts',
      isAmended(tenantId).as('isAmended'),
      sql<number>`count(*) filter (where s.state in ('draft', 'returned') and ${isBehind})::int`.as('behind'),
      addedToCollection(tenantId).as('pinned'),
      sql<number>`count(s.id)::int`.as('expected'),
      sql<number>`count(*) filter (where s.state in ('submitted', 'accepted'))::int`.as('submitted'),
      sql<number>`count(*) filter (where s.state = 'accepted')::int`.as('accepted'),
    ])
    .where('c.tenant_id', '=', tenantId)
    .where('c.owner_tenant_id', '=', programme.ownerTenantId)
    .where('c.programme_code', '=', programme.programmeCode)
    .groupBy(['c.tenant_id', 'c.id'])
    .orderBy('c.year', 'desc')
    .orderBy('c.period', 'desc')
    .execute();
  return rows.map((row) => ({
    ...toCollection(row),
    isAmended: row.isAmended,
    behind: row.behind,
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
      owner_tenant_id: collection.edition.ownerTenantId,
      edition_id: collection.edition.id,
      issue_no: collection.edition.issueNo,
      programme_code: collection.programmeCode,
      year: collection.year,
      period: collection.period,
      starts_on: collection.startsOn,
      ends_on: collection.endsOn,
      opens_at: collection.window.opensAt,
      due_at: collection.window.dueAt,
      closes_at: collection.window.closesAt,
      parts: [...(collection.edition.parts ?? [])],
      opened_by: openedBy,
      created_at: createdAt,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return false;
  await putAdditions(trx, tenantId, collection);
  return true;
}

/** What it goes by of lower levels' own from now on: nobody takes it back. */
async function putAdditions(
  trx: TenantTransaction,
  tenantId: number,
  { id, edition: { additions = [] } }: Pick<Collection, 'id' | 'edition'>,
): Promise<void> {
  if (additions.length === 0) return;
  await trx
    .insertInto('collection_additions')
    .values(
      additions.map((one) => ({
        tenant_id: tenantId,
        collection_id: id,
        owner_tenant_id: one.ownerTenantId,
        issue_id: one.id,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'collection_id', 'owner_tenant_id'])
        .doUpdateSet((eb) => ({ issue_id: eb.ref('excluded.issue_id') })),
    )
    .execute();
}

function toCollection(row: {
  id: string;
  owner_tenant_id: number;
  edition_id: string;
  issue_no: number;
  programme_code: string;
  year: number;
  period: number;
  starts_on: string;
  ends_on: string;
  opens_at: Date;
  due_at: Date;
  closes_at: Date;
  parts: string[];
  pinned: PinnedAdditions;
}): Collection {
  return {
    id: row.id,
    edition: pinnedRefOf(row),
    programmeCode: row.programme_code,
    year: row.year,
    period: row.period,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    window: { opensAt: row.opens_at, dueAt: row.due_at, closesAt: row.closes_at },
  };
}

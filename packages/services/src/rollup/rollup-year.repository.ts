import { defineStatement, setLocal, type TenantReader } from '@huibao/db';
import type { TenantKind } from '@huibao/domain';
import { sql } from 'kysely';
import type { Edition, EditionRef, ProgrammeRef } from '../forms/edition.repository.ts';
import { mostSeen, noteStanding, type Standing } from './kept-figures.ts';
import { oncePerTransaction } from './once-per-transaction.ts';

/**
 * Whose year it is: the tenant's kind, whether units of its own reported in it, and which of its periods are scheduled
 * and haven't begun. For the rest of the transaction prepared plans are kept, too: left to itself PostgreSQL would go
 * on planning some roll-ups anew each time. Beside it: how what figures rest on stands, by which they are kept.
 */
export async function enterRollup(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, programmeCode, year }: Edition,
  now: Date,
): Promise<
  { readonly kind: TenantKind; readonly hasReporters: boolean; readonly unopened: readonly number[] } | undefined
> {
  const [[row]] = await Promise.all([
    enteringRollup.run(trx, { tenantId, ownerTenantId, programmeCode, year, now }),
    standsForReading(trx, tenantId),
  ]);
  if (row) await kindOf(trx, tenantId, Promise.resolve(row.kind));
  return row;
}

const standsForReading = oncePerTransaction(async (trx: TenantReader, tenantId: number) => {
  const [standing] = await standingFor.run(trx, { tenantId });
  // A divided one knows where to ask by what is given.
  if (!standing?.isNoted) return;
  await setLocal(trx, { plan_cache_mode: 'force_generic_plan' });
  if (!standing.isReadOnly) return;
  const { startedAt, finished, changes, changesByOwner, units } = standing;
  noteStanding(trx, { startedAt, finished, changes, changesByOwner, units });
});

/** What a restored database brought along may have numbers that are yet to come. */
const newestChanges = (tenantId: number) => sql`array(
        select xid || ' ' || moved from figure_changes
        where tenant_id = ${tenantId} and xid < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        order by xid desc, moved desc limit ${sql.lit(mostSeen)})`;

interface YearAsked extends ProgrammeRef {
  readonly tenantId: number;
  readonly year: number;
  readonly now: Date;
}

const enteringRollup = defineStatement(
  (_, { tenantId, ownerTenantId, programmeCode, year, now }: YearAsked) =>
    sql<{ kind: TenantKind; hasReporters: boolean; unopened: readonly number[] }>`
    select t.kind, c.n > 0 as "hasReporters", c.unopened
    from tenants t cross join (
      select count(*) as n,
        coalesce(array_agg(c.period order by c.period) filter (where c.opens_at > ${now}), '{}')::int[] as unopened
      from collections c where c.tenant_id = ${tenantId} and c.owner_tenant_id = ${ownerTenantId}
        and c.programme_code = ${programmeCode} and c.year = ${year}
    ) c where t.id = ${tenantId}`,
);

/**
 * Where changes are noted, which they aren't where tenants' rows lie on several nodes: each counts its transactions for
 * itself (101). Then nothing is kept.
 */
const standingFor = defineStatement(
  (_, { tenantId }: Pick<YearAsked, 'tenantId'>) => sql<Standing & { isReadOnly: boolean; isNoted: boolean }>`
    select current_setting('transaction_read_only') = 'on' as "isReadOnly", current_setting('app.units', true) as units,
      (extract(epoch from pg_postmaster_start_time()) * 1000)::bigint::text as "startedAt",
      pg_snapshot_xmin(pg_current_snapshot())::text as finished, ${newestChanges(tenantId)} as changes,
      ${newestChanges(0)} as "changesByOwner",
      exists (select from pg_trigger where tgrelid = 'facts'::regclass and tgname = 'note_figure_change') as "isNoted"`,
);

/** Periods of the year that have begun to be collected, in their order. */
export async function listOpenedPeriods(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
  now: Date,
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('collections')
    .select('period')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .where('opens_at', '<=', now)
    .orderBy('period')
    .execute();
  return rows.map((row) => row.period);
}

/** Periods of the year that are open: begun, and not closed. */
export async function listPeriodsUnderWay(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
  now: Date,
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('collections')
    .select('period')
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .where('opens_at', '<=', now)
    .where('closes_at', '>', now)
    .execute();
  return rows.map((row) => row.period);
}

const kindOfTenant = defineStatement((trx, { tenantId }: { readonly tenantId: number }) =>
  trx.selectFrom('tenants').select('kind').where('id', '=', tenantId),
);

/** A tenant's kind never changes: who has read it beside something else spares the question. */
const kindOf = oncePerTransaction(async (trx: TenantReader, tenantId: number) => {
  const [tenant] = await kindOfTenant.run(trx, { tenantId });
  return tenant?.kind;
});

/** Whether bureaus below deliver to it. */
export async function overseesOthers(trx: TenantReader, tenantId: number): Promise<boolean> {
  return (await kindOf(trx, tenantId)) !== 'bureau';
}

/**
 * Years of a programme in which the tenant has anything to roll up: its own collections, or deliveries to it; newest
 * first.
 */
export async function listYears(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, programmeCode }: ProgrammeRef,
): Promise<readonly number[]> {
  const yearsIn = (table: 'collections' | 'deliveries') =>
    trx
      .selectFrom(table)
      .select('year')
      .where('tenant_id', '=', tenantId)
      .where('owner_tenant_id', '=', ownerTenantId)
      .where('programme_code', '=', programmeCode);
  const rows = await yearsIn('collections').union(yearsIn('deliveries')).execute();
  return rows.map((row) => row.year).sort((a, b) => b - a);
}

/** Ids of the year's revisions that wait for a decision. */
export async function listPendingRevisions(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .innerJoin('revisions as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 's.tenant_id')
        .onRef('r.submission_id', '=', 's.id')
        .onRef('r.no', '=', 's.revision_no'),
    )
    .select('r.id')
    .where('s.tenant_id', '=', tenantId)
    .where('c.owner_tenant_id', '=', edition.ownerTenantId)
    .where('c.edition_id', '=', edition.id)
    .where('s.state', '=', 'submitted')
    .execute();
  return rows.map((row) => row.id);
}

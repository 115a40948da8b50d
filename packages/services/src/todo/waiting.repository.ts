import type { TenantReader } from '@huibao/db';
import { localDate, type Role, type SubmissionState } from '@huibao/domain';
import { sql } from 'kysely';

const count = sql<number>`count(*)::int`.as('count');

/** Of the units that the actor may see: row-level security leaves out the others. */
export async function countSubmissionsIn(trx: TenantReader, tenantId: number, state: SubmissionState): Promise<number> {
  const row = await trx
    .selectFrom('submissions')
    .select(count)
    .where('tenant_id', '=', tenantId)
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Drafts of collections that stand open: begun or not. */
export async function countFormsToFill(trx: TenantReader, tenantId: number, now: Date): Promise<number> {
  const row = await trx
    .selectFrom('submissions as s')
    .innerJoin('collections as c', (join) =>
      join.onRef('c.tenant_id', '=', 's.tenant_id').onRef('c.id', '=', 's.collection_id'),
    )
    .select(count)
    .where('s.tenant_id', '=', tenantId)
    .where('s.state', '=', 'draft')
    .where('c.opens_at', '<=', now)
    .where((eb) => eb.or([eb('c.closes_at', '>', now), eb('s.extended_until', '>', now)]))
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Districts that were to send their report by now, year by year, and haven't. */
export async function countOverdueDistricts(
  trx: TenantReader,
  actor: { readonly tenantId: number; readonly lineage: readonly number[] },
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from editions e
    join org_units u on u.tenant_id = ${actor.tenantId} and u.child_tenant_id is not null
      and u.opens_on <= make_date(e.year, 12, 31) and (u.closes_on is null or u.closes_on > make_date(e.year, 12, 31))
    where e.owner_tenant_id = any (${[...actor.lineage]}::int[]) and e.published_at is not null
      and (e.year + 1) || '-' || (e.calendar ->> 'reportDue') < ${localDate(now)}
      and not exists (
        select 1 from deliveries d
        where d.tenant_id = ${actor.tenantId} and d.sender_tenant_id = u.child_tenant_id and d.year = e.year
      )`.execute(trx);
  return rows[0]?.count ?? 0;
}

/** Questions for more time that nobody has answered. */
export async function countExtensionRequests(trx: TenantReader, tenantId: number): Promise<number> {
  const row = await trx
    .selectFrom('extension_requests')
    .select(count)
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Reports that were sent up and came back, and of which no later version has been sent. */
export async function countReturnedDeliveries(trx: TenantReader, senderTenantId: number): Promise<number> {
  const row = await trx
    .selectFrom('deliveries')
    .select(count)
    .where('sender_tenant_id', '=', senderTenantId)
    .where('state', '=', 'returned')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries as later')
            .select('later.id')
            .whereRef('later.sender_tenant_id', '=', 'deliveries.sender_tenant_id')
            .whereRef('later.year', '=', 'deliveries.year')
            .whereRef('later.version', '>', 'deliveries.version'),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Drafts that the last decision sent back to be written on. */
export async function countReturnedReports(trx: TenantReader, tenantId: number): Promise<number> {
  const row = await trx
    .selectFrom('reports as r')
    .select(count)
    .where('r.tenant_id', '=', tenantId)
    .where('r.state', '=', 'drafting')
    .where(
      sql<string>`(select d.action from report_decisions d where d.tenant_id = r.tenant_id and d.report_id = r.id
        order by d.no desc limit 1)`,
      '=',
      'returned',
    )
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Reports whose next step of the chain is this role's. */
export async function countReportsAtRole(trx: TenantReader, tenantId: number, role: Role): Promise<number> {
  const row = await trx
    .selectFrom('reports as r')
    .innerJoin('editions as e', (join) =>
      join.onRef('e.owner_tenant_id', '=', 'r.owner_tenant_id').onRef('e.id', '=', 'r.edition_id'),
    )
    .select(count)
    .where('r.tenant_id', '=', tenantId)
    .where('r.state', '=', 'in_approval')
    .where(sql<boolean>`e.chain -> r.step ->> 'role' = ${role}`)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function countDeliveriesToReceive(trx: TenantReader, tenantId: number): Promise<number> {
  const row = await trx
    .selectFrom('deliveries')
    .select(count)
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  return row.count;
}

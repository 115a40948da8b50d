import type { TenantReader } from '@huibao/db';
import { isTooLate, statutoryDays, type ProgrammeCalendar, type Role, type SubmissionState } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import { jsonOf } from '../json-column.ts';

/** What waits, and where: in a collection, a report or a year. */
export interface Waits {
  readonly count: number;
  /** In how many places it waits. */
  readonly places: number;
  /** The first of them; null where nothing waits. */
  readonly first: string | null;
}

/** One row for each thing that waits. */
type Waiting = RawBuilder<{ readonly place: string }>;

/** Of the units that the actor may see: row-level security leaves out the others. */
async function tally(trx: TenantReader, waiting: Waiting): Promise<Waits> {
  const { rows } = await sql<Waits>`
    select count(*)::int as count, count(distinct w.place)::int as places, min(w.place) as first
    from (${waiting}) w`.execute(trx);
  return rows[0] ?? { count: 0, places: 0, first: null };
}

export function countSubmissionsIn(trx: TenantReader, tenantId: number, state: SubmissionState): Promise<Waits> {
  return tally(
    trx,
    sql`select s.collection_id::text as place from submissions s where s.tenant_id = ${tenantId} and s.state = ${state}`,
  );
}

/** Drafts of collections that stand open: begun or not. */
export function countFormsToFill(trx: TenantReader, tenantId: number, now: Date): Promise<Waits> {
  return tally(
    trx,
    sql`select s.collection_id::text as place
      from submissions s
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      where s.tenant_id = ${tenantId} and s.state = 'draft' and c.opens_at <= ${now}
        and (c.closes_at > ${now} or s.extended_until > ${now})`,
  );
}

/** Questions for more time that nobody has answered. */
export function countExtensionRequests(trx: TenantReader, tenantId: number): Promise<Waits> {
  return tally(
    trx,
    sql`select e.collection_id::text as place from extension_requests e
      where e.tenant_id = ${tenantId} and e.state = 'pending'`,
  );
}

/** Drafts that the last decision sent back to be written on. */
export function countReturnedReports(trx: TenantReader, tenantId: number): Promise<Waits> {
  return tally(
    trx,
    sql`select r.id::text as place from reports r
      where r.tenant_id = ${tenantId} and r.state = 'drafting' and 'returned' = (
        select d.action from report_decisions d
        where d.tenant_id = r.tenant_id and d.report_id = r.id order by d.no desc limit 1)`,
  );
}

/** Reports whose next step of the chain is this role's. */
export function countReportsAtRole(trx: TenantReader, tenantId: number, role: Role): Promise<Waits> {
  return tally(
    trx,
    sql`select r.id::text as place
      from reports r
      join editions e on e.owner_tenant_id = r.owner_tenant_id and e.id = r.edition_id
      where r.tenant_id = ${tenantId} and r.state = 'in_approval' and e.chain -> r.step ->> 'role' = ${role}`,
  );
}

/** Reports that were sent up and came back, and of which no later version has been sent. */
export function countReturnedDeliveries(trx: TenantReader, senderTenantId: number): Promise<Waits> {
  return tally(
    trx,
    sql`select d.sender_report_id::text as place from deliveries d
      where d.sender_tenant_id = ${senderTenantId} and d.state = 'returned' and not exists (
        select from deliveries later
        where later.sender_tenant_id = d.sender_tenant_id and later.year = d.year and later.version > d.version)`,
  );
}

/** What districts sent and nobody has decided on; what was annulled can't be. By year. */
export function countDeliveriesToReceive(trx: TenantReader, tenantId: number): Promise<Waits> {
  return tally(
    trx,
    sql`select d.year::text as place from deliveries d
      where d.tenant_id = ${tenantId} and d.state = 'pending' and d.annulled_on is null`,
  );
}

/** Districts that were to send their report by now and haven't, or took it back. By year. */
export async function countOverdueDistricts(
  trx: TenantReader,
  actor: { readonly tenantId: number; readonly lineage: readonly number[] },
  now: Date,
): Promise<Waits> {
  const editions = await trx
    .selectFrom('editions')
    .select(['year', 'calendar'])
    .where('owner_tenant_id', 'in', [...actor.lineage])
    .where('published_at', 'is not', null)
    .orderBy((eb) => sql`array_position(${[...actor.lineage]}::int[], ${eb.ref('owner_tenant_id')})`)
    .execute();
  const calendars = new Map(editions.toReversed().map((one) => [one.year, jsonOf<ProgrammeCalendar>(one.calendar)]));
  const overdue = [...calendars].filter(([year, calendar]) => isTooLate(statutoryDays(year, calendar).report, now));
  return tally(
    trx,
    sql`select y.year::text as place
      from unnest(${overdue.map(([year]) => year)}::int[]) y (year)
      join org_units u on u.tenant_id = ${actor.tenantId} and u.child_tenant_id is not null
        and u.opens_on <= make_date(y.year, 12, 31) and (u.closes_on is null or u.closes_on > make_date(y.year, 12, 31))
      where not exists (
          select from deliveries d
          where d.tenant_id = ${actor.tenantId} and d.sender_tenant_id = u.child_tenant_id and d.year = y.year
            and d.annulled_on is null)`,
  );
}

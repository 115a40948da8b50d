import { parentOf, type Actor, type TenantReader } from '@huibao/db';
import { isTooLate, spanOf, statutoryDays, type Role, type SubmissionState } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import { getEdition, type Edition } from '../forms/edition.repository.ts';
import { isAmended } from '../forms/newest-issue.repository.ts';
import { listProgrammesOf } from '../forms/programme.repository.ts';

/** What waits of one programme, and where: in a collection, a report or a year. */
export interface Waits {
  readonly programme: string;
  readonly count: number;
  /** In how many places it waits, and the first of them. */
  readonly places: number;
  readonly first: string;
}

/** One row for each thing that waits. */
type Waiting = RawBuilder<{ readonly place: string; readonly programme: string }>;

/** A row's programme, as its line names it. */
export function programmeOf(row: string): RawBuilder<string> {
  return sql`(select case t.kind when 'platform' then '' else t.kind || '-' end || ${sql.ref(`${row}.programme_code`)}
    from tenants t where t.id = ${sql.ref(`${row}.owner_tenant_id`)})`;
}

/** By programme; of the units that the actor may see: row-level security leaves out the others. */
export async function tally(trx: TenantReader, waiting: Waiting): Promise<readonly Waits[]> {
  const { rows } = await sql<Waits>`
    select w.programme, count(*)::int as count, count(distinct w.place)::int as places, min(w.place) as first
    from (${waiting}) w group by w.programme order by min(w.place), w.programme`.execute(trx);
  return rows;
}

export function countSubmissionsIn(
  trx: TenantReader,
  tenantId: number,
  state: SubmissionState,
): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select s.collection_id::text as place, ${programmeOf('c')} as programme
      from submissions s
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      where s.tenant_id = ${tenantId} and s.state = ${state}`,
  );
}

/** Drafts of collections that stand open: begun or not. */
export function countFormsToFill(trx: TenantReader, tenantId: number, now: Date): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select s.collection_id::text as place, ${programmeOf('c')} as programme
      from submissions s
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      where s.tenant_id = ${tenantId} and s.state = 'draft' and c.opens_at <= ${now}
        and (c.closes_at > ${now} or s.extended_until > ${now})`,
  );
}

/** Collections not yet closed that go by an older issue than there is, of their edition or of what a level added. */
export function countIssuesToAdopt(trx: TenantReader, tenantId: number, now: Date): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select c.id::text as place, ${programmeOf('c')} as programme from collections c
      where c.tenant_id = ${tenantId} and c.closes_at > ${now} and ${isAmended(tenantId)}`,
  );
}

/** Questions for more time that nobody has answered. */
export function countExtensionRequests(trx: TenantReader, tenantId: number): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select e.collection_id::text as place, ${programmeOf('c')} as programme from extension_requests e
      join collections c on c.tenant_id = e.tenant_id and c.id = e.collection_id
      where e.tenant_id = ${tenantId} and e.state = 'pending'`,
  );
}

/** Drafts that the last decision sent back to be written on. */
export function countReturnedReports(trx: TenantReader, tenantId: number): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select r.id::text as place, ${programmeOf('r')} as programme from reports r
      where r.tenant_id = ${tenantId} and r.state = 'drafting' and 'returned' = (
        select d.action from report_decisions d
        where d.tenant_id = ${tenantId} and d.report_id = r.id order by d.no desc limit 1)`,
  );
}

/** Reports whose next step of the chain is this role's. */
export function countReportsAtRole(trx: TenantReader, tenantId: number, role: Role): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select r.id::text as place, ${programmeOf('r')} as programme
      from reports r
      join edition_issues e
        on e.owner_tenant_id = r.owner_tenant_id and e.edition_id = r.edition_id and e.no = r.issue_no
      where r.tenant_id = ${tenantId} and r.state = 'in_approval' and e.chain -> r.step ->> 'role' = ${role}`,
  );
}

/** Reports that were sent up and came back, and of which no later version has been sent. */
export function countReturnedDeliveries(trx: TenantReader, senderTenantId: number): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select d.sender_report_id::text as place, ${programmeOf('d')} as programme from deliveries d
      where d.tenant_id = ${parentOf(trx)} and d.sender_tenant_id = ${senderTenantId} and d.state = 'returned'
        and not exists (
        select from deliveries later
        where later.tenant_id = ${parentOf(trx)} and later.sender_tenant_id = ${senderTenantId}
          and later.owner_tenant_id = d.owner_tenant_id and later.edition_id = d.edition_id and later.version > d.version)`,
  );
}

/** What districts sent and nobody has decided on; what was annulled can't be. By year. */
export function countDeliveriesToReceive(trx: TenantReader, tenantId: number): Promise<readonly Waits[]> {
  return tally(
    trx,
    sql`select d.year::text as place, ${programmeOf('d')} as programme from deliveries d
      where d.tenant_id = ${tenantId} and d.state = 'pending' and d.annulled_on is null`,
  );
}

/** Districts that were to send their report by now and haven't, or took it back. By year. */
export async function countOverdueDistricts(
  trx: TenantReader,
  actor: Pick<Actor, 'tenantId' | 'lineage'>,
  now: Date,
): Promise<readonly Waits[]> {
  const overdue: Edition[] = [];
  for (const { years } of await listProgrammesOf(trx, actor))
    for (const issue of years) {
      const edition = await getEdition(trx, issue);
      if (isTooLate(statutoryDays(edition.year, edition.calendar).report, now)) overdue.push(edition);
    }
  const lastDays = overdue.map(({ calendar, year }) => spanOf(calendar, year).endsOn);
  return tally(
    trx,
    sql`select e.year::text as place, ${programmeOf('e')} as programme
      from unnest(${overdue.map(({ id }) => id)}::uuid[], ${lastDays}::date[]) y (edition_id, last_day)
      join editions e on e.id = y.edition_id
      join org_units u on u.tenant_id = ${actor.tenantId} and u.child_tenant_id is not null
        and u.opens_on <= y.last_day and (u.closes_on is null or u.closes_on > y.last_day)
      where not exists (
          select from deliveries d
          where d.tenant_id = ${actor.tenantId} and d.sender_tenant_id = u.child_tenant_id and d.edition_id = e.id
            and d.annulled_on is null)`,
  );
}

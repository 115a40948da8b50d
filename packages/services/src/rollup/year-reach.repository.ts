import type { TenantReader } from '@huibao/db';
import { phaseOf, termsOf, type TermReach, type YearReach } from '@huibao/domain';
import { sql } from 'kysely';

/** How far a year goes: its terms, and above the first level the bureaus below, as they stand at an instant. */
export async function readYearReach(trx: TenantReader, tenantId: number, year: number, now: Date): Promise<YearReach> {
  const collected = await trx
    .selectFrom('collections as c')
    .leftJoin('submissions as s', (join) =>
      join.onRef('s.tenant_id', '=', 'c.tenant_id').onRef('s.collection_id', '=', 'c.id'),
    )
    .select([
      'c.period',
      'c.opens_at as opensAt',
      'c.due_at as dueAt',
      'c.closes_at as closesAt',
      sql<number>`count(s.id)::int`.as('owed'),
      sql<number>`count(*) filter (where s.state = 'accepted')::int`.as('accepted'),
    ])
    .where('c.tenant_id', '=', tenantId)
    .where('c.year', '=', year)
    .groupBy(['c.tenant_id', 'c.id'])
    .execute();
  const { rows: below } = await sql<{ isOverseer: boolean; owed: number; accepted: number }>`
    select t.kind <> 'bureau' as "isOverseer", count(b.id)::int as owed,
      count(*) filter (where exists (
        select from deliveries d
        where d.tenant_id = t.id and d.unit_id = b.id and d.year = ${year} and d.state = 'accepted'
      ))::int as accepted
    from tenants t
    left join org_units b on b.tenant_id = t.id and b.kind = 'bureau' and b.opens_on <= make_date(${year}::int, 12, 31)
      and (b.closes_on is null or b.closes_on >= make_date(${year}::int, 12, 31))
    where t.id = ${tenantId} group by t.id, t.kind`.execute(trx);
  const [bureaus] = below;
  const hasReporters = collected.length > 0 || bureaus?.isOverseer !== true;
  return {
    year,
    terms: hasReporters
      ? termsOf(year).map(({ ordinal }): TermReach => {
          const found = collected.find((one) => one.period === ordinal);
          if (!found) return { ordinal, phase: 'unopened', accepted: 0, owed: 0 };
          const phase = phaseOf(found, now);
          return {
            ordinal,
            phase: phase === 'scheduled' ? 'unopened' : phase === 'closed' ? 'closed' : 'open',
            accepted: found.accepted,
            owed: found.owed,
          };
        })
      : [],
    bureaus: bureaus?.isOverseer === true ? { accepted: bureaus.accepted, owed: bureaus.owed } : null,
  };
}

import { defineStatement, type TenantReader } from '@huibao/db';
import { periodsOf, phaseOf, spanOf, type PeriodReach, type YearReach } from '@huibao/domain';
import { sql } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';
import { overseesOthers } from './rollup-year.repository.ts';

interface EditionOfTenant {
  readonly tenantId: number;
  readonly ownerTenantId: number;
  readonly id: string;
  /** Its year's last day. */
  readonly endsOn: string;
}

const collectedInYear = defineStatement(
  (_, { tenantId, ownerTenantId, id }: EditionOfTenant) =>
    sql<{ period: number; opensAt: Date; dueAt: Date; closesAt: Date; owed: number; accepted: number }>`
    select c.period, c.opens_at as "opensAt", c.due_at as "dueAt", c.closes_at as "closesAt", s.owed, s.accepted
    from collections c cross join lateral (
      select count(*) filter (where s.state <> 'retired')::int as owed,
        count(*) filter (where s.state = 'accepted')::int as accepted
      from submissions s where s.tenant_id = c.tenant_id and s.collection_id = c.id
    ) s where c.tenant_id = ${tenantId} and c.owner_tenant_id = ${ownerTenantId} and c.edition_id = ${id}`,
);

const deliveredInYear = defineStatement(
  (_, { tenantId, ownerTenantId, id, endsOn }: EditionOfTenant) =>
    sql<{ owed: number; accepted: number }>`
    select count(b.id)::int as owed,
      count(*) filter (where exists (
        select from deliveries d
        where d.tenant_id = ${tenantId} and d.unit_id = b.id and d.owner_tenant_id = ${ownerTenantId}
          and d.edition_id = ${id} and d.state = 'accepted'
      ))::int as accepted
    from org_units b
    where b.tenant_id = ${tenantId} and b.kind = 'bureau' and b.opens_on <= ${endsOn}::date
      and (b.closes_on is null or b.closes_on >= ${endsOn}::date)`,
);

/** How far a year goes: its periods, and above the first level the bureaus below, as they stand at an instant. */
export async function readYearReach(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, id, year, calendar }: Edition,
  now: Date,
  /** Of whose figures. */
  { isOwnAlone = false }: { readonly isOwnAlone?: boolean } = {},
): Promise<YearReach> {
  const of = { tenantId, ownerTenantId, id, endsOn: spanOf(calendar, year).endsOn };
  const collected = await collectedInYear.run(trx, of);
  const isOverseer = !isOwnAlone && (await overseesOthers(trx, tenantId));
  const [bureaus] = isOverseer ? await deliveredInYear.run(trx, of) : [];
  const hasReporters = collected.length > 0 || !isOverseer;
  return {
    year,
    periods: hasReporters
      ? periodsOf(calendar, year).map(({ ordinal, name }): PeriodReach => {
          const found = collected.find((one) => one.period === ordinal);
          if (!found) return { ordinal, name, phase: 'unopened', accepted: 0, owed: 0 };
          const phase = phaseOf(found, now);
          return {
            ordinal,
            name,
            phase: phase === 'scheduled' ? 'unopened' : phase === 'closed' ? 'closed' : 'open',
            accepted: found.accepted,
            owed: found.owed,
          };
        })
      : [],
    bureaus: bureaus ? { accepted: bureaus.accepted, owed: bureaus.owed } : null,
  };
}

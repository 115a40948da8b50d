import type { TenantReader } from '@huibao/db';
import { sql } from 'kysely';

/** Units that owe something for a period of the year and of which nothing, or not all, is accepted. */
export interface OwedPeriod {
  readonly period: number;
  /** Units that owe at all. */
  readonly units: number;
  readonly missing: readonly {
    readonly unitId: number;
    readonly name: string;
    /** Codes of the forms that aren't accepted. */
    readonly forms: readonly string[];
    /** Whether none of the unit's forms of the period is. */
    readonly isAll: boolean;
  }[];
}

interface EditionKey {
  readonly ownerTenantId: number;
  readonly id: string;
}

/** By period, in order: only those that were opened. */
export async function listOwedPeriods(
  trx: TenantReader,
  tenantId: number,
  edition: EditionKey,
): Promise<readonly OwedPeriod[]> {
  const { rows } = await sql<{
    period: number;
    unit_id: number;
    name: string;
    forms: string[];
    missing: string[];
  }>`
    select c.period, s.unit_id, u.name, array_agg(s.form_code order by s.form_code) as forms,
      coalesce(array_agg(s.form_code order by s.form_code) filter (where s.state <> 'accepted'), '{}') as missing
    from collections c
    join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
    join org_units u on u.tenant_id = s.tenant_id and u.id = s.unit_id
    where c.tenant_id = ${tenantId} and c.owner_tenant_id = ${edition.ownerTenantId} and c.edition_id = ${edition.id}
    group by c.period, s.unit_id, u.name
    order by c.period, s.unit_id`.execute(trx);
  return [...Map.groupBy(rows, (row) => row.period)].map(([period, units]) => ({
    period,
    units: units.length,
    missing: units
      .filter((unit) => unit.missing.length > 0)
      .map((unit) => ({
        unitId: unit.unit_id,
        name: unit.name,
        forms: unit.missing,
        isAll: unit.missing.length === unit.forms.length,
      })),
  }));
}

/** Which periods of the year the tenant has opened, and whether it has anybody who reports to it by forms. */
export async function findOpened(
  trx: TenantReader,
  tenantId: number,
  edition: EditionKey & { readonly year: number },
): Promise<{ readonly periods: readonly number[]; readonly hasReporters: boolean }> {
  const opened = await trx
    .selectFrom('collections')
    .select('period')
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .execute();
  const reporter = await trx
    .selectFrom('org_units')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', ['school', 'section'])
    .where('opens_on', '<=', `${edition.year}-12-31`)
    .where((eb) => eb.or([eb('closes_on', 'is', null), eb('closes_on', '>=', `${edition.year}-01-01`)]))
    .executeTakeFirst();
  return { periods: opened.map((row) => row.period), hasReporters: reporter !== undefined };
}

/** Bureaus below, open in the year, of which no report of the year is accepted; and how many there are. */
export async function listSilentBureaus(
  trx: TenantReader,
  tenantId: number,
  year: number,
): Promise<{
  readonly units: number;
  readonly missing: readonly { readonly unitId: number; readonly name: string }[];
}> {
  const { rows } = await sql<{ id: number; name: string; is_in: boolean }>`
    select u.id, u.name, exists (
      select from deliveries d
      where d.tenant_id = u.tenant_id and d.unit_id = u.id and d.year = ${year} and d.state = 'accepted') as is_in
    from org_units u
    where u.tenant_id = ${tenantId} and u.child_tenant_id is not null
      and u.opens_on <= ${`${year}-12-31`} and (u.closes_on is null or u.closes_on >= ${`${year}-01-01`})
    order by u.id`.execute(trx);
  return {
    units: rows.length,
    missing: rows.filter((row) => !row.is_in).map(({ id, name }) => ({ unitId: id, name })),
  };
}

/** Reports that came back, and of which no later version went up: what the superior asked for is still owed. */
export async function listUnansweredReturns(
  trx: TenantReader,
  tenantId: number,
  report: { readonly year: number; readonly version: number },
): Promise<readonly { readonly year: number; readonly version: number; readonly reason: string }[]> {
  const { rows } = await sql<{ year: number; version: number; reason: string | null }>`
    select d.year, d.version, d.reason from deliveries d
    where d.sender_tenant_id = ${tenantId} and d.state = 'returned' and d.year <= ${report.year}
      and not exists (
        select from deliveries later
        where later.sender_tenant_id = d.sender_tenant_id and later.year = d.year and later.version > d.version)
      -- The version under way answers the one before it.
      and not (d.year = ${report.year} and d.version < ${report.version})
    order by d.year, d.version`.execute(trx);
  return rows.map((row) => ({ ...row, reason: row.reason ?? '' }));
}

import { parentOf, type TenantReader } from '@huibao/db';
import { spanOf } from '@huibao/domain';
import { sql } from 'kysely';
import type { Edition } from '../../forms/edition.repository.ts';

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

/** By period, in order: only those that were opened. */
export async function listOwedPeriods(
  trx: TenantReader,
  tenantId: number,
  edition: Edition,
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
      and s.state <> 'retired'
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
  edition: Edition,
): Promise<{ readonly periods: readonly number[]; readonly hasReporters: boolean }> {
  const { startsOn, endsOn } = spanOf(edition.calendar, edition.year);
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
    .where('opens_on', '<=', endsOn)
    .where((eb) => eb.or([eb('closes_on', 'is', null), eb('closes_on', '>=', startsOn)]))
    .executeTakeFirst();
  return { periods: opened.map((row) => row.period), hasReporters: reporter !== undefined };
}

/** Bureaus below, open in the year, of which no report of the year is accepted; and how many there are. */
export async function listSilentBureaus(
  trx: TenantReader,
  tenantId: number,
  { ownerTenantId, id, year, calendar }: Edition,
): Promise<{
  readonly units: number;
  readonly missing: readonly { readonly unitId: number; readonly name: string }[];
}> {
  const { startsOn, endsOn } = spanOf(calendar, year);
  const { rows } = await sql<{ id: number; name: string; is_in: boolean }>`
    select u.id, u.name, exists (
      select from deliveries d
      where d.tenant_id = ${tenantId} and d.unit_id = u.id and d.owner_tenant_id = ${ownerTenantId}
        and d.edition_id = ${id} and d.state = 'accepted') as is_in
    from org_units u
    where u.tenant_id = ${tenantId} and u.child_tenant_id is not null
      and u.opens_on <= ${endsOn} and (u.closes_on is null or u.closes_on >= ${startsOn})
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
  report: { readonly edition: Edition; readonly version: number },
): Promise<readonly { readonly year: number; readonly version: number; readonly reason: string }[]> {
  const { ownerTenantId, programmeCode, id, year } = report.edition;
  const { rows } = await sql<{ year: number; version: number; reason: string | null }>`
    select d.year, d.version, d.reason from deliveries d
    where d.tenant_id = ${parentOf(trx)} and d.sender_tenant_id = ${tenantId} and d.state = 'returned' and d.owner_tenant_id = ${ownerTenantId}
      and d.programme_code = ${programmeCode} and d.year <= ${year}
      and not exists (
        select from deliveries later
        where later.tenant_id = ${parentOf(trx)} and later.sender_tenant_id = ${tenantId}
          and later.owner_tenant_id = d.owner_tenant_id
          and later.edition_id = d.edition_id and later.version > d.version)
      -- The version under way answers the one before it.
      and not (d.edition_id = ${id} and d.version < ${report.version})
    order by d.year, d.version`.execute(trx);
  return rows.map((row) => ({ ...row, reason: row.reason ?? '' }));
}

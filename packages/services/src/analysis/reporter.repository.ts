import type { TenantReader } from '@huibao/db';
import { spanOf } from '@huibao/domain';
import { sql } from 'kysely';
import type { Edition } from '../forms/edition.repository.ts';

/** Units chosen by name, that a table may be restricted to. */
export async function listGroupNames(
  trx: TenantReader,
  tenantId: number,
): Promise<readonly { readonly code: string; readonly name: string }[]> {
  return trx
    .selectFrom('unit_groups')
    .select(['code', 'name'])
    .where('tenant_id', '=', tenantId)
    .orderBy('name')
    .execute();
}

export interface Reporter {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  /** School types that it had. */
  readonly types: readonly string[];
}

/**
 * Whoever was asked in one of the years, and every bureau below, as called at the end of the last of them; sections
 * last.
 */
export async function listReporters(
  trx: TenantReader,
  tenantId: number,
  editions: readonly Edition[],
): Promise<readonly Reporter[]> {
  const lastDay =
    editions
      .map(({ calendar, year }) => spanOf(calendar, year).endsOn)
      .toSorted()
      .at(-1) ?? '';
  const { rows } = await sql<Reporter>`
    select u.id, u.kind, coalesce(v.name, u.name) as name, coalesce(v.types, '{}') as types
    from (
      select distinct s.unit_id
      from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.tenant_id = ${tenantId} and c.edition_id = any (${editions.map(({ id }) => id)}::uuid[])
      union select b.id from org_units b where b.tenant_id = ${tenantId} and b.kind = 'bureau'
    ) s
    join org_units u on u.tenant_id = ${tenantId} and u.id = s.unit_id
    left join lateral (
      select (array_agg(name order by valid_from desc))[1] as name,
        coalesce(array_agg(distinct split_part(school_type, '.', 1)) filter (where school_type is not null), '{}') as types
      from org_unit_versions
      where tenant_id = ${tenantId} and unit_id = s.unit_id
        and valid_from <= ${lastDay}::date
    ) v on true
    order by case u.kind when 'section' then 1 else 0 end, u.id`.execute(trx);
  return rows;
}

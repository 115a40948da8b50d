import { ExactDecimal, type Predicate } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { PlannedTerm } from './plan.ts';

export interface TermResult {
  readonly ix: number;
  readonly total: string | null;
  readonly matched: number;
  /** Reporters with a number, for means. */
  readonly n: number;
  readonly least: string | null;
  readonly greatest: string | null;
  readonly median: string | null;
  readonly texts: readonly string[] | null;
  readonly answered: number;
  readonly expected: number;
}

/**
 * The whole roll-up of one tenant's year as one statement: first over the periods within each reporter, then over
 * reporters. `facts` is read once, in the order of its key. Terms come in as one row each.
 */
export function rollupStatement(tenantId: number, year: number, terms: readonly PlannedTerm[]): RawBuilder<TermResult> {
  const elementIds = [...new Set(terms.filter((term) => !term.isText).map((term) => term.elementId))];
  // Many indicators ask for the same children: each choice is worked out once.
  const filters = [...new Map(terms.map((term) => [JSON.stringify(term.filter), term.filter])).values()];
  const filterOf = new Map(filters.map((filter, index) => [JSON.stringify(filter), index]));
  const lastDay = `${year}-12-31`;
  return sql<TermResult>`
    with choice as materialized (
      -- Which children count; a stock counts only where the unit stood on the year's last day.
      select w.fx, coalesce(array_agg(u.id) filter (where u.id is not null), '{}') as units,
        coalesce(array_agg(u.id) filter (where u.closes_on is null or u.closes_on >= ${lastDay}::date), '{}') as standing
      from unnest(
        ${filters.map((_, fx) => fx)}::int[], ${literals(filters, (filter) => filter.kinds)}::text[], ${literals(filters, (filter) => filter.schoolTypes)}::text[],
        ${literals(filters, (filter) => filter.exceptSchoolTypes)}::text[], ${literals(filters, (filter) => filter.sectionCodes)}::text[],
        ${filters.map((filter) => filter.ownership ?? null)}::text[]
      ) as w(fx, kinds, types, except_types, sections, ownership)
      left join org_units u on u.tenant_id = ${tenantId} and u.kind <> 'root'
        and (w.kinds is null or u.kind = any (w.kinds::text[]))
        and (w.types is null or u.school_type = any (w.types::text[]))
        and (w.except_types is null or u.school_type is null or u.school_type <> all (w.except_types::text[]))
        and (w.sections is null or u.section_code = any (w.sections::text[]))
        and (w.ownership is null or u.ownership = w.ownership)
      group by w.fx
    ), term as materialized (
      select t.*, case t.over when 'latest' then c.standing else c.units end as counted
      from unnest(
        ${terms.map((_, ix) => ix)}::int[], ${terms.map((term) => filterOf.get(JSON.stringify(term.filter)) ?? 0)}::int[], ${terms.map((term) => term.elementId)}::int[],
        ${terms.map((term) => term.form)}::text[], ${literals(terms, (term) => term.keys)}::text[], ${terms.map((term) => term.over)}::text[], ${terms.map((term) => term.isText)}::boolean[],
        ${terms.map((term) => term.where?.op ?? null)}::text[], ${terms.map((term) => numberOf(term.where))}::numeric[], ${terms.map((term) => term.where?.value ?? null)}::text[]
      ) as t(ix, fx, element_id, form, keys, over, is_text, op, num, code)
      join choice c on c.fx = t.fx
    ), folded as materialized (
      -- Periods within each reporter. A latest answer of "not applicable" has no number and ends the look-back.
      select f.element_id, f.key, f.unit_id, sum(f.num) as total, max(f.num) as greatest, avg(f.num) as mean,
        (array_agg(f.num order by f.period desc))[1] as latest, (array_agg(f.code order by f.period desc))[1] as code
      from facts f
      where f.tenant_id = ${tenantId} and f.year = ${year} and f.element_id = any (${elementIds}::int[])
      group by f.element_id, f.key, f.unit_id
    ), reporter as (
      -- One row per term and reporter, its keys added up.
      select t.ix, t.op, t.num as wanted, t.code as wanted_code, d.unit_id,
        sum(case t.over when 'sum' then d.total when 'latest' then d.latest when 'max' then d.greatest else d.mean end) as num, max(d.code) as code
      from term t join folded d on d.element_id = t.element_id
      where (t.keys is null or d.key = any (t.keys::text[])) and d.unit_id = any (t.counted)
      group by t.ix, t.op, t.num, t.code, d.unit_id
    ), rolled as (
      select r.ix, sum(r.num) as total, count(r.num)::int as n, min(r.num) as least, max(r.num) as greatest, count(*)::int as answered,
        array_remove(array_agg(r.num order by r.num), null) as sorted,
        count(*) filter (where case r.op
          when 'eq' then r.num = r.wanted or r.code = r.wanted_code when 'ne' then r.num <> r.wanted or r.code <> r.wanted_code
          when 'gt' then r.num > r.wanted when 'gte' then r.num >= r.wanted when 'lt' then r.num < r.wanted when 'lte' then r.num <= r.wanted
          else r.num is not null or r.code is not null end)::int as matched
      from reporter r group by r.ix
    ), listed as (
      select t.ix, array_agg(distinct x.text order by x.text) as texts, count(distinct x.unit_id)::int as answered
      from term t
      join fact_texts x on x.tenant_id = ${tenantId} and x.year = ${year} and x.element_id = t.element_id and x.unit_id = any (t.counted)
      where t.is_text group by t.ix
    ), assigned as materialized (
      select s.form_code, array_agg(distinct s.unit_id) as units
      from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.tenant_id = ${tenantId} and c.year = ${year} group by s.form_code
    )
    select t.ix, r.total::text as total, coalesce(r.matched, 0) as matched, coalesce(r.n, 0) as n, r.least::text as least, r.greatest::text as greatest,
      ((r.sorted[(r.n + 1) / 2] + r.sorted[r.n / 2 + 1]) / 2)::text as median, l.texts,
      coalesce(r.answered, l.answered, 0) as answered,
      coalesce((select count(*)::int from assigned a, unnest(a.units) as u(id) where a.form_code = t.form and u.id = any (t.counted)), 0) as expected
    from term t left join rolled r on r.ix = t.ix left join listed l on l.ix = t.ix
    order by t.ix`;
}

/** PostgreSQL arrays can't hold arrays of different lengths: each goes in as its literal. */
function literals<T>(rows: readonly T[], pick: (row: T) => readonly string[] | null | undefined): (string | null)[] {
  return rows.map((row) => {
    const items = pick(row);
    return items ? `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}` : null;
  });
}

/** Booleans are 0/1 in facts; a choice's code has no number. */
function numberOf(where: Predicate | null): string | null {
  if (!where) return null;
  if (where.value === 'true' || where.value === 'false') return where.value === 'true' ? '1' : '0';
  return /^-?\d+(\.\d+)?$/.test(where.value) ? new ExactDecimal(where.value).toFixed() : null;
}

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
  const numbers = terms.filter((term) => !term.isText);
  const lastDay = `${year}-12-31`;
  return sql<TermResult>`
    with term as materialized (
      select * from unnest(
        ${terms.map((_, ix) => ix)}::int[], ${terms.map((term) => term.elementId)}::int[], ${terms.map((term) => term.form)}::text[],
        ${arrays(terms, (term) => term.keys)}::text[], ${terms.map((term) => term.over)}::text[], ${terms.map((term) => term.isText)}::boolean[],
        ${terms.map((term) => term.where?.op ?? null)}::text[], ${terms.map((term) => numberOf(term.where))}::numeric[], ${terms.map((term) => term.where?.value ?? null)}::text[],
        ${arrays(terms, (term) => term.filter.kinds)}::text[], ${arrays(terms, (term) => term.filter.schoolTypes)}::text[],
        ${arrays(terms, (term) => term.filter.exceptSchoolTypes)}::text[], ${arrays(terms, (term) => term.filter.sectionCodes)}::text[],
        ${terms.map((term) => term.filter.ownership ?? null)}::text[]
      ) as t(ix, element_id, form, keys, over, is_text, op, num, code, kinds, types, except_types, sections, ownership)
    ), child as materialized (
      -- Who counts for each term.
      select t.ix, u.id as unit_id, (u.closes_on is not null and u.closes_on < ${lastDay}::date) as is_gone
      from term t join org_units u on u.tenant_id = ${tenantId} and u.kind <> 'root'
        and (t.kinds is null or u.kind = any (t.kinds::text[]))
        and (t.types is null or u.school_type = any (t.types::text[]))
        and (t.except_types is null or u.school_type is null or u.school_type <> all (t.except_types::text[]))
        and (t.sections is null or u.section_code = any (t.sections::text[]))
        and (t.ownership is null or u.ownership = t.ownership)
    ), folded as (
      -- Periods within each reporter. A latest answer of "not applicable" has no number and ends the look-back.
      select f.element_id, f.key, f.unit_id, sum(f.num) as total, max(f.num) as greatest, avg(f.num) as mean,
        (array_agg(f.num order by f.period desc))[1] as latest, (array_agg(f.code order by f.period desc))[1] as code
      from facts f
      where f.tenant_id = ${tenantId} and f.year = ${year} and f.element_id = any (${[...new Set(numbers.map((term) => term.elementId))]}::int[])
      group by f.element_id, f.key, f.unit_id
    ), reporter as (
      select t.ix, d.unit_id,
        sum(case t.over when 'sum' then d.total when 'latest' then d.latest when 'max' then d.greatest else d.mean end) as num,
        max(d.code) as code
      from term t
      join folded d on d.element_id = t.element_id and (t.keys is null or d.key = any (t.keys::text[]))
      join child c on c.ix = t.ix and c.unit_id = d.unit_id and not (c.is_gone and t.over = 'latest')
      group by t.ix, d.unit_id
    ), rolled as (
      select r.ix, sum(r.num) as total, count(r.num)::int as n, min(r.num) as least, max(r.num) as greatest, count(*)::int as answered,
        array_remove(array_agg(r.num order by r.num), null) as sorted,
        count(*) filter (where case t.op
          when 'eq' then r.num = t.num or r.code = t.code when 'ne' then r.num <> t.num or r.code <> t.code
          when 'gt' then r.num > t.num when 'gte' then r.num >= t.num when 'lt' then r.num < t.num when 'lte' then r.num <= t.num
          else r.num is not null or r.code is not null end)::int as matched
      from reporter r join term t on t.ix = r.ix group by r.ix
    ), listed as (
      select t.ix, array_agg(distinct x.text order by x.text) as texts, count(distinct x.unit_id)::int as answered
      from term t
      join fact_texts x on x.tenant_id = ${tenantId} and x.year = ${year} and x.element_id = t.element_id
      join child c on c.ix = t.ix and c.unit_id = x.unit_id
      where t.is_text group by t.ix
    ), assigned as (
      select s.form_code, s.unit_id from submissions s
      join collections c on c.tenant_id = s.tenant_id and c.id = s.collection_id
      where s.tenant_id = ${tenantId} and c.year = ${year} group by s.form_code, s.unit_id
    ), expected as (
      select t.ix, count(*)::int as expected from term t
      join child c on c.ix = t.ix join assigned a on a.form_code = t.form and a.unit_id = c.unit_id group by t.ix
    )
    select t.ix, r.total::text as total, coalesce(r.matched, 0) as matched, coalesce(r.n, 0) as n, r.least::text as least, r.greatest::text as greatest,
      ((r.sorted[(r.n + 1) / 2] + r.sorted[r.n / 2 + 1]) / 2)::text as median, l.texts,
      coalesce(r.answered, l.answered, 0) as answered, coalesce(e.expected, 0) as expected
    from term t left join rolled r on r.ix = t.ix left join listed l on l.ix = t.ix left join expected e on e.ix = t.ix
    order by t.ix`;
}

/** PostgreSQL arrays can't hold arrays of different lengths: each goes in as its literal. */
function arrays(terms: readonly PlannedTerm[], pick: (term: PlannedTerm) => readonly string[] | null | undefined): (string | null)[] {
  return terms.map((term) => {
    const items = pick(term);
    return items ? `{${items.map((item) => `"${item.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}` : null;
  });
}

/** Booleans are 0/1 in facts; a choice's code has no number. */
function numberOf(where: Predicate | null): string | null {
  if (!where) return null;
  if (where.value === 'true' || where.value === 'false') return where.value === 'true' ? '1' : '0';
  return /^-?\d+(\.\d+)?$/.test(where.value) ? new ExactDecimal(where.value).toFixed() : null;
}

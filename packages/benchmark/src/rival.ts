import { elementsWithin } from '@huibao/domain';
import type { Edition } from './product-door.ts';
import { bureauShape, elementCode } from './programme.ts';

/** One side of an indicator, as the rival statement answers it. */
export interface RivalRow {
  readonly ix: number;
  readonly side: 'of' | 'per';
  readonly total: string | null;
  readonly answered: number;
  readonly expected: number;
}

/** Where a term's numbers come from: a row of `stat`, and which N it is measured against. */
interface Slot {
  readonly from:
    'main' | 'public' | 'primary' | 'busy' | 'n' | 'median' | 'least' | 'greatest' | 'lower' | 'divided' | 'divisor';
  readonly element: number;
  readonly expected: 'all' | 'public' | 'both' | 'public_both' | 'latest' | 'primary_latest';
}

const range = (from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => from + index);

/**
 * What somebody who may take any liberty would write for this one programme: its element ids, its two terms, which of
 * its elements are stocks, that only schools report, that both terms were opened, all known beforehand. Everything is
 * read in the order of the key and added up as it comes: a flow's sum and its answers in one step, a stock's last
 * answers backwards, the two sides of a ratio as they lie beside each other, school by school and term by term. Joins
 * to the schools are lists of whom to leave out, so that no misjudged number of rows turns one into a loop; each part
 * stands alone, so that none is given to parallel workers that take longer to start than it to run. Tried and slower:
 * hashing per school in the order of the heap, window functions, a self-join of the terms, a join of a ratio's two
 * ranges (the planner looks each answer up), one read with filters for all. `$1` is the tenant.
 */
export function rivalStatement(edition: Edition): string {
  const id = (code: string): number => {
    const found = edition.elementIds.get(code);
    if (found === undefined) throw new Error(`the rival knows no ${code}`);
    return found;
  };
  const { flows, stocks, yesNos, splits } = bureauShape;
  const flow = (n: number): number => id(elementCode.flow(n));
  const stock = (n: number): number => id(elementCode.stock(n));
  const yesNo = (n: number): number => id(elementCode.yesNo(n));
  const split = (n: number): number => id(elementCode.split(n));
  const firstStock = stock(1);
  const lastStock = yesNo(yesNos);
  if (
    flow(flows) !== flow(1) + flows - 1 ||
    firstStock !== flow(flows) + 1 ||
    lastStock !== firstStock + stocks + yesNos - 1
  )
    throw new Error('the rival counts on elements in a row');
  const formOf = new Map(
    edition.forms.flatMap(({ definition }) =>
      definition.sections
        .flatMap((section) => section.blocks.flatMap(elementsWithin))
        .map((element) => [id(element.code), definition.code] as const),
    ),
  );
  const slots = slotsOf({ flow, stock, yesNo, split });
  const slotTable = slots
    .map(
      ({ ix, side, slot }) =>
        `(${ix}, '${side}', '${slot.from}', ${slot.element}, '${formOf.get(slot.element) ?? ''}', '${slot.expected}')`,
    )
    .join(', ');
  const { year } = edition;
  const facts = (elements: string): string =>
    `from facts where tenant_id = $1 and year = ${year} and element_id ${elements}`;
  // The last answer of each school is the first of it when the key is read backwards.
  const latest = (
    elements: string,
    leftOut: string,
  ): string => `select distinct on (element_id, key, unit_id) element_id, num, period ${facts(elements)} and unit_id <> all ((select ${leftOut} from who)::int[])
    order by element_id desc, key desc, unit_id desc, period desc`;
  const publicFlows = [
    ...range(1, flows - 12)
      .filter((n) => n % 8 === 0)
      .map(flow),
  ];
  const pairs = range(1, 10)
    .map((n) => `(${flow(flows - n)}, ${stock(stocks - n)}, ${n === 10})`)
    .join(', ');
  const primaryStocks = range(1, stocks - 10)
    .filter((n) => n % 5 === 0)
    .map(stock);
  return `
with who as materialized (
  select coalesce(array_agg(id) filter (where not stands), '{}') as closed, coalesce(array_agg(id) filter (where ownership <> 'public'), '{}') as private,
    coalesce(array_agg(id) filter (where ownership <> 'public' or not stands), '{}') as private_or_closed, coalesce(array_agg(id) filter (where school_type <> '211' or not stands), '{}') as not_primary
  from org_units cross join lateral (select closes_on is null or closes_on >= date '${year}-12-31' as stands) t
  where tenant_id = $1 and kind = 'school'
), stat (source, element_id, total, answered) as materialized (
  select 'main', element_id, sum(num), count(*)::int ${facts(`between ${flow(1)} and ${flow(flows)}`)} group by element_id, key
), split as materialized (
  select element_id, sum(total) as total, sum(terms)::int as answered, sum(lower) as lower, sum(lower_terms)::int as lower_answered
  from (select element_id, unit_id, sum(num) as total, count(distinct period) as terms, sum(num) filter (where key <> 'upper') as lower, count(distinct period) filter (where key <> 'upper') as lower_terms
    ${facts(`between ${split(1)} and ${split(splits)}`)} group by element_id, unit_id) s
  group by element_id
), stock as materialized (
  select element_id, sum(num) as total, count(*) filter (where period = 2)::int as answered, count(num)::int as n from (${latest(`between ${firstStock} and ${lastStock}`, 'closed')}) l group by element_id order by element_id desc
), public_flow as materialized (
  select element_id, sum(num) as total, count(*)::int as answered ${facts(`in (${publicFlows.join(', ')})`)} and unit_id <> all ((select private from who)::int[]) group by element_id, key
), ratio as materialized (
  select p.divided, p.divisor, sum(r.divided) filter (where r.divided is not null and r.divisor is not null) as divided_total,
    sum(r.divisor) filter (where r.divided is not null and r.divisor is not null) as divisor_total, sum(r.answered)::int as answered
  from (values ${pairs}) as p(divided, divisor, is_public) cross join who
  cross join lateral (
    select sum(m.divided) filter (where m.divisor is not null) as divided,
      (array_agg(m.divisor order by m.period) filter (where m.divided is not null or m.divisor is null))[count(*) filter (where m.divided is not null or m.divisor is null)] as divisor, count(*) as answered
    from (
      select unit_id, period, max(divided) as divided, max(divisor) as divisor from (
        select unit_id, period, num as divided, null::numeric as divisor ${facts('= p.divided')} and key = ''
        union all select unit_id, period, null::numeric, num ${facts('= p.divisor')} and key = ''
      ) b where unit_id <> all (case when p.is_public then who.private_or_closed else who.closed end)
      group by unit_id, period having count(*) = 2
    ) m group by m.unit_id
  ) r group by p.divided, p.divisor
), primary_stock as materialized (
  select element_id, sum(num) as total, count(*) filter (where period = 2)::int as answered from (${latest(`in (${primaryStocks.join(', ')})`, 'not_primary')}) l group by element_id
), ranked as materialized (
  select element_id, sum(terms)::int as answered, count(*) filter (where total > 100)::int as busy, min(total) as least, max(total) as greatest
  from (select element_id, sum(num) as total, count(*) as terms ${facts(`between ${flow(1)} and ${flow(3)}`)} group by element_id, key, unit_id) f group by element_id
), median as materialized (
  select (sorted[(n + 1) / 2] + sorted[n / 2 + 1]) / 2 as median, answered
  from (select array_agg(num order by num) filter (where num is not null) as sorted, count(num)::int as n, count(*) filter (where period = 2)::int as answered from (${latest(`= ${firstStock}`, 'closed')}) l) m
), answer as (
  select * from stat
  union all select 'main', element_id, total, answered from split
  union all select 'lower', element_id, lower, lower_answered from split
  union all select 'main', element_id, total, answered from stock
  union all select 'n', element_id, n, answered from stock
  union all select 'public', element_id, total, answered from public_flow
  union all select 'divided', divided, divided_total, answered from ratio
  union all select 'divisor', divisor, divisor_total, answered from ratio
  union all select 'primary', element_id, total, answered from primary_stock
  union all select 'busy', element_id, busy, answered from ranked
  union all select 'least', element_id, least, answered from ranked
  union all select 'greatest', element_id, greatest, answered from ranked
  union all select 'median', ${firstStock}, median, answered from median
), owed as (
  select s.form_code, count(*)::int as all_n, count(*) filter (where s.unit_id <> all (who.private))::int as public_n, count(*) filter (where s.unit_id <> all (who.closed))::int as both_n,
    count(*) filter (where s.unit_id <> all (who.private_or_closed))::int as public_both_n, count(*) filter (where s.unit_id <> all (who.closed) and c.period = 2)::int as latest_n,
    count(*) filter (where s.unit_id <> all (who.not_primary) and c.period = 2)::int as primary_latest_n
  from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id cross join who
  where c.tenant_id = $1 and c.programme_code = '${edition.programmeCode}' and c.year = ${year}
  group by s.form_code
)
select t.ix, t.side, s.total::text as total, coalesce(s.answered, 0) as answered,
  case t.n when 'all' then o.all_n when 'public' then o.public_n when 'both' then o.both_n when 'public_both' then o.public_both_n when 'latest' then o.latest_n else o.primary_latest_n end as expected
from (values ${slotTable}) as t(ix, side, source, element_id, form, n)
left join answer s on s.source = t.source and s.element_id = t.element_id
left join owed o on o.form_code = t.form`;
}

type Finder = (n: number) => number;

/** The programme's indicators once more, in its order, written as the rival thinks of them. */
function slotsOf({
  flow,
  stock,
  yesNo,
  split,
}: {
  flow: Finder;
  stock: Finder;
  yesNo: Finder;
  split: Finder;
}): readonly { ix: number; side: 'of' | 'per'; slot: Slot }[] {
  const { flows, stocks, yesNos, splits } = bureauShape;
  const slot = (from: Slot['from'], element: number, expected: Slot['expected'] = 'all'): Slot => ({
    from,
    element,
    expected,
  });
  const sides: readonly (readonly [Slot, Slot?])[] = [
    ...range(1, flows - 12).map(
      (n) => [n % 8 === 0 ? slot('public', flow(n), 'public') : slot('main', flow(n))] as const,
    ),
    ...range(1, splits).map((n) => [slot('main', split(n))] as const),
    ...range(1, 3).map((n) => [slot('lower', split(n))] as const),
    ...range(1, stocks - 10).map(
      (n) => [n % 5 === 0 ? slot('primary', stock(n), 'primary_latest') : slot('main', stock(n), 'latest')] as const,
    ),
    ...range(1, yesNos - 2).map((n) => [slot('main', yesNo(n), 'latest')] as const),
    ...range(1, 3).map((n) => [slot('busy', flow(n))] as const),
    ...range(1, 10).map((n) => {
      const owed = n === 10 ? 'public_both' : 'both';
      return [slot('divided', flow(flows - n), owed), slot('divisor', stock(stocks - n), owed)] as const;
    }),
    ...range(1, 2).map(
      (n) => [slot('main', yesNo(yesNos - n), 'latest'), slot('n', yesNo(yesNos - n), 'latest')] as const,
    ),
    ...range(1, 3).map((n) => [slot('main', stock(n), 'latest'), slot('n', stock(n), 'latest')] as const),
    [slot('median', stock(1), 'latest')],
    [slot('least', flow(1))],
    [slot('greatest', flow(1))],
  ];
  return sides.flatMap(([of, per], ix) => [
    { ix, side: 'of' as const, slot: of },
    ...(per ? [{ ix, side: 'per' as const, slot: per }] : []),
  ]);
}

import type { Predicate } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import { numberOf, reporters, type Read } from './fold.ts';
import type {
  PlannedChoice,
  PlannedFigure,
  PlannedList,
  PlannedTerm,
  PlannedWeighted,
  RollupPlan,
} from './plan-roll-up.ts';
import { literals, unitCondition } from './unit-condition.ts';

/** A figure as the statement answers it; decimals as text, canonical. */
export interface FigureRow {
  /** Place in the plan's figures. */
  readonly figure: number;
  /** The reporter, where figures are asked for by unit; else null. */
  readonly unit_id: number | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[] | null;
  readonly answered: number;
  readonly expected: number;
  readonly leaves_answered: number;
  readonly leaves_expected: number;
}

export interface RollupScope {
  readonly year: number;
  /** ISO date of the scope's end: who stands, and what each unit was, is as at that day. */
  readonly lastDay: string;
  /** Ordinals of the periods read; null reads the whole year. */
  readonly periods: readonly number[] | null;
  /** Each reporter's own figures, rather than those over all of them. */
  readonly byUnit: boolean;
  /** Whether units of its own report to it in the year: a city has figures from below alone. */
  readonly hasReporters: boolean;
  /** Whether delivered figures of bureaus below count too. */
  readonly hasChildren: boolean;
  /** Of a text that comes again and again: planned once per connection. */
  readonly isPrepared?: boolean;
}

/**
 * All figures of one tenant's year in one statement, made from their definitions: first over the periods within each
 * reporter, then over reporters. Each thing that an indicator reads is one range of `facts`, in the order of its key, so
 * that the time goes with the rows read and with nothing else in the table.
 */
export function rollupStatement(tenantId: number, plan: RollupPlan, scope: RollupScope): RawBuilder<FigureRow> {
  const read: Read = { tenantId, year: scope.year, periods: scope.periods };
  const parts = [
    sql`assigned as materialized (${assigned(plan, scope, read)})`,
    sql`choice as materialized (${choices(scope.hasReporters ? plan.choices : [])})`,
    sql`taken (ix, unit_id, num, den, sorted, answered) as materialized (${union(scope.hasReporters ? [...termBranches(plan.terms, scope, read), ...plan.weighted.map((one) => weightedBranch(one, plan.terms.length, scope, read))] : [], emptyTaken)})`,
    sql`listed (ix, unit_id, texts, answered) as materialized (${union(scope.hasReporters ? plan.lists.map((list) => listBranch(list, scope, read)) : [], emptyListed)})`,
    sql`figure (figure, op, own, per, choice, factor, element_id) as (values\n${rows(plan.figures.map((figure, at) => figureRow(figure, at, plan)))})`,
    ...(scope.hasChildren ? [sql`child as materialized (${childBranch(plan, scope, read)})`] : []),
  ];
  // Planning a whole edition's anew each time would cost more than running it.
  return sql<FigureRow>`${sql.raw(scope.isPrepared === true ? '/* prepared */ ' : '')}with ${sql.join(parts, sql`,\n`)}\n${finalSelect(scope)}`;
}

/** One line per row, so that a changed definition is a changed line of the snapshot. */
function rows(items: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql.join(
    items.map((item) => sql`(${item})`),
    sql`,\n`,
  );
}

function union(branches: readonly RawBuilder<unknown>[], nothing: RawBuilder<unknown>): RawBuilder<unknown> {
  return branches.length === 0 ? nothing : sql.join(branches, sql`\n    union all`);
}

const emptyTaken = sql`select null::int as ix, null::int as unit_id, null::numeric as num, null::numeric as den, null::numeric[] as sorted, 0 as answered where false`;
const emptyListed = sql`select null::int as ix, null::int as unit_id, null::text[] as texts, 0 as answered where false`;

/**
 * Every reporter of every form in the scope, as what it was on the last day. Each unit is looked up once, by its key: the
 * planner, which thinks of few rows under row security, would otherwise go through all of them for each submission.
 */
export function assigned(
  plan: RollupPlan,
  { lastDay }: RollupScope,
  { tenantId, year, periods }: Read,
): RawBuilder<unknown> {
  const asksForGroups = plan.choices.some((choice) =>
    [...choice.all, ...choice.oneOf].some((filter) => filter.group !== undefined),
  );
  return sql`
    select f.form_code, g.unit_id, u.kind, v.school_type, v.ownership, v.section_code, u.closes_on is null or u.closes_on >= ${sql.lit(lastDay)}::date as stands${
      asksForGroups
        ? sql`,
      array(select m.group_code from unit_group_members m where m.tenant_id = ${tenantId} and m.unit_id = g.unit_id) as groups`
        : sql``
    }
    from (
      select s.unit_id, array_agg(distinct s.form_code) as forms from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.tenant_id = ${tenantId} and c.year = ${sql.lit(year)}${periods ? sql` and c.period in (${literals(periods)})` : sql``} group by s.unit_id
    ) g
    cross join lateral (select kind, closes_on from org_units where tenant_id = ${tenantId} and id = g.unit_id limit 1) u
    cross join lateral (
      select school_type, ownership, section_code from org_unit_versions
      where tenant_id = ${tenantId} and unit_id = g.unit_id and valid_from <= ${sql.lit(lastDay)}::date order by valid_from desc limit 1
    ) v
    cross join lateral unnest(g.forms) as f(form_code)`;
}

/** Whom each choice counts. Whom it leaves out, of those who answer the form, is mostly nobody: the shorter list to look through. */
export function choices(all: readonly PlannedChoice[]): RawBuilder<unknown> {
  const one = (choice: PlannedChoice, no: number): RawBuilder<unknown> => sql`
    select ${sql.lit(no)} as no, count(*) filter (where counts)::int as expected, coalesce(array_agg(unit_id) filter (where not counts), '{}') as excluded, array_agg(unit_id) filter (where counts) as included
    from (select a.unit_id, ${unitCondition(choice)} as counts from assigned a where a.form_code = ${sql.lit(choice.form)}) a`;
  return union(
    all.map(one),
    sql`select 0 as no, 0 as expected, '{}'::int[] as excluded, '{}'::int[] as included where false`,
  );
}

/** Terms that are read and taken alike stand in one list, and are read by one loop over it. */
function termBranches(terms: readonly PlannedTerm[], scope: RollupScope, read: Read): RawBuilder<unknown>[] {
  const shapes = Map.groupBy(terms, ({ fold, take, where }) =>
    JSON.stringify([
      fold.keys?.length === 1,
      fold.over,
      fold.isChoice,
      isSpread(take) ? 'spread' : take,
      take === 'count' && where === null,
    ]),
  );
  return [...shapes.values()].flatMap((group) => {
    const [first] = group;
    return first ? [termBranch(first, group, scope, read)] : [];
  });
}

function isSpread(take: PlannedTerm['take']): boolean {
  return take !== 'sum' && take !== 'count';
}

function termBranch(
  first: PlannedTerm,
  group: readonly PlannedTerm[],
  scope: RollupScope,
  read: Read,
): RawBuilder<unknown> {
  const list = rows(
    group.map(({ ix, choice, fold, take, where }) =>
      sql.join([
        sql.lit(ix),
        sql.lit(choice),
        sql`${sql.lit(fold.elementId)} /* ${sql.raw(fold.code)} */`,
        keysOf(fold.keys),
        sql.lit(take),
        sql.lit(where?.op ?? null),
        numberOf(where, fold),
        sql`${sql.lit(where?.value ?? null)}::text`,
      ]),
    ),
  );
  return sql`
    select t.ix, ${scope.byUnit ? sql`r.unit_id` : sql`null::int as unit_id`}, r.num, r.den, r.sorted, r.answered
    from (values\n${list}) as t(ix, choice, element_id, keys, take, op, wanted, code)
    join choice c on c.no = t.choice
    cross join lateral (${takenFrom(first, scope, read)}) r`;
}

function keysOf(keys: readonly string[] | null): RawBuilder<unknown> {
  if (keys === null) return sql`null::text[]`;
  return keys.length === 1 ? sql.lit(keys[0] ?? '') : sql`array[${literals(keys)}]`;
}

/** The aggregate of one term over its reporters. */
function takenFrom({ fold, take, where }: PlannedTerm, { byUnit }: RollupScope, read: Read): RawBuilder<unknown> {
  const unit = byUnit ? sql`r.unit_id, ` : sql``;
  const perUnit = byUnit ? sql` group by r.unit_id` : sql``;
  // What flows is added up cell by cell: no reporter's sum is needed on the way.
  if (take === 'sum' && fold.over === 'sum') {
    return sql`select ${unit}sum(r.num) as num, null::numeric as den, null::numeric[] as sorted, count(distinct r.unit_id)::int as answered from (${reporters.cells(fold, null, sql`c.excluded`, read)}) r${perUnit}`;
  }
  const folded = sql`from (${reporters.folded(fold, null, sql`c.excluded`, read)}) r${perUnit}`;
  if (take === 'sum')
    return sql`select ${unit}sum(r.num) as num, null::numeric as den, null::numeric[] as sorted, count(*)::int as answered ${folded}`;
  if (take === 'count') {
    return sql`select ${unit}case when count(*) > 0 then (count(*) filter (where ${matches(fold.isChoice, where)}))::numeric end as num, null::numeric as den, null::numeric[] as sorted, count(*)::int as answered ${folded}`;
  }
  return sql`
      select ${byUnit ? sql`s.unit_id, ` : sql``}case t.take when 'mean' then s.total when 'min' then s.sorted[1] when 'max' then s.sorted[s.n] else (s.sorted[(s.n + 1) / 2] + s.sorted[s.n / 2 + 1]) * 0.5 end as num,
        case t.take when 'mean' then s.n::numeric end as den, s.sorted, s.answered
      from (select ${unit}sum(r.num) as total, count(r.num)::int as n, array_agg(r.num order by r.num) filter (where r.num is not null) as sorted, count(*)::int as answered ${folded}) s`;
}

function matches(isChoice: boolean, where: Predicate | null): RawBuilder<boolean> {
  if (where === null) return isChoice ? sql`r.code is not null` : sql`r.num is not null`;
  return isChoice
    ? sql`case t.op when 'eq' then r.code = t.code when 'ne' then r.code <> t.code end`
    : sql`case t.op when 'eq' then r.num = t.wanted when 'ne' then r.num <> t.wanted when 'gt' then r.num > t.wanted when 'gte' then r.num >= t.wanted when 'lt' then r.num < t.wanted when 'lte' then r.num <= t.wanted end`;
}

function weightedBranch(
  one: PlannedWeighted,
  offset: number,
  { byUnit }: RollupScope,
  read: Read,
): RawBuilder<unknown> {
  const side = (fold: PlannedWeighted['fold'], choice: number): RawBuilder<unknown> =>
    reporters.folded(
      fold,
      sql`(values (${sql.lit(fold.elementId)} /* ${sql.raw(fold.code)} */, ${keysOf(fold.keys)})) as t(element_id, keys)`,
      sql`(select excluded from choice where no = ${sql.lit(choice)})::int[]`,
      read,
    );
  return sql`
    select ${sql.lit(offset + one.ix)}, ${byUnit ? sql`x.unit_id` : sql`null::int`}, sum(x.num * w.num), sum(w.num) filter (where x.num is not null), null::numeric[], count(x.unit_id)::int
    from (${side(one.fold, one.choice)}) x left join (${side(one.weight, one.weightChoice)}) w on w.unit_id = x.unit_id${byUnit ? sql` group by x.unit_id` : sql``}`;
}

/** Distinct texts. Those of a stock are of each reporter's latest answer, those of a flow of all. */
function listBranch(list: PlannedList, { byUnit }: RollupScope, read: Read): RawBuilder<unknown> {
  const excluded = sql`(select excluded from choice where no = ${sql.lit(list.choice)})::int[]`;
  return sql`
    select ${sql.lit(list.ix)} as ix, ${byUnit ? sql`said.unit_id` : sql`null::int as unit_id`}, array_agg(distinct x.text collate "C" order by x.text collate "C") filter (where x.text is not null) as texts, count(distinct said.unit_id)::int as answered
    from (
      -- Whoever named something answered, too: what was accepted before answers had facts of their own.
      select a.unit_id, max(a.period) as latest from (
        select f.unit_id, f.period from facts f where ${reporters.ofTenant(read)} and f.element_id = ${sql.lit(list.answerId)} and f.key = ''
        union all
        select f.unit_id, f.period from fact_texts f where ${reporters.ofTenant(read)} and f.element_id = ${sql.lit(list.elementId)}
      ) a where a.unit_id <> all (${excluded}) group by a.unit_id
    ) said
    left join fact_texts x on x.tenant_id = ${read.tenantId} and x.year = ${sql.lit(read.year)} and x.element_id = ${sql.lit(list.elementId)} /* ${sql.raw(list.code)} */ and x.unit_id = said.unit_id${
      list.isStock
        ? sql` and x.period = said.latest`
        : read.periods
          ? sql` and x.period in (${literals(read.periods)})`
          : sql``
    }${byUnit ? sql` group by said.unit_id` : sql``}`;
}

function figureRow(
  { indicator, of, per, factor, figureId }: PlannedFigure,
  at: number,
  plan: RollupPlan,
): RawBuilder<unknown> {
  const { op } = indicator.operator;
  const list = op === 'list' || op === 'distinct';
  const own = op === 'weighted_mean' ? plan.terms.length + of : of;
  const choice = (list ? plan.lists[of] : op === 'weighted_mean' ? plan.weighted[of] : plan.terms[of])?.choice ?? 0;
  return sql.join([
    sql.lit(at),
    sql`${sql.lit(list ? 'list' : op)} /* ${sql.raw(indicator.code)} */`,
    sql.lit(own),
    sql`${sql.lit(per)}::int`,
    sql.lit(choice),
    sql`${sql.lit(factor)}::numeric`,
    sql`${sql.lit(figureId)}::int`,
  ]);
}

/** What the bureaus below have delivered of each figure, in one read: numerators and denominators, never quotients. */
function childBranch(plan: RollupPlan, { byUnit }: RollupScope, { tenantId, year }: Read): RawBuilder<unknown> {
  const ids = (figures: readonly PlannedFigure[]): RawBuilder<unknown> =>
    literals(figures.flatMap(({ figureId }) => figureId ?? []).concat(0));
  const ranked = plan.figures.filter(
    ({
      indicator: {
        operator: { op },
      },
    }) => op === 'min' || op === 'max' || op === 'median',
  );
  const lists = plan.figures.filter(
    ({
      indicator: {
        operator: { op },
      },
    }) => op === 'list' || op === 'distinct',
  );
  const unit = byUnit ? sql`, unit_id` : sql``;
  return sql`
    select g.figure, ${byUnit ? sql`r.unit_id` : sql`null::int as unit_id`}, r.num, r.den, r.sorted, r.answered, r.leaves_answered, r.leaves_expected, x.texts
    from figure g
    join (
      select element_id${unit}, sum(num) as num, sum(den) as den, ${ranked.length > 0 ? sql`array_agg(num order by num) filter (where num is not null and element_id in (${ids(ranked)}))` : sql`null::numeric[]`} as sorted,
        count(num)::int as answered, coalesce(sum(answered), 0)::int as leaves_answered, coalesce(sum(expected), 0)::int as leaves_expected
      from facts where tenant_id = ${tenantId} and year = ${sql.lit(year)} and element_id in (${ids(plan.figures)}) and key = '' and period = 0 group by element_id${unit}
    ) r on r.element_id = g.element_id
    left join (
      select element_id${unit}, array_agg(distinct text collate "C" order by text collate "C") as texts
      from fact_texts where tenant_id = ${tenantId} and year = ${sql.lit(year)} and element_id in (${ids(lists)}) group by element_id${unit}
    ) x on x.element_id = g.element_id${byUnit ? sql` and x.unit_id = r.unit_id` : sql``}`;
}

/** Own reporters and children brought together, and the one division, cut off (not rounded) after 20 decimals. */
function finalSelect({ byUnit, hasChildren, lastDay }: RollupScope): RawBuilder<unknown> {
  const children = hasChildren
    ? sql`
    left join child k on k.figure = g.figure${byUnit ? sql` and k.unit_id = u.unit_id` : sql``}
    cross join (select count(*)::int as n from org_units b where b.tenant_id = app_tenant() and b.kind = 'bureau' and b.opens_on <= ${sql.lit(lastDay)}::date and (b.closes_on is null or b.closes_on >= ${sql.lit(lastDay)}::date)) bureaus`
    : sql``;
  const sorted = hasChildren
    ? sql`(select array_agg(one order by one) from unnest(o.sorted || k.sorted) as one)`
    : sql`o.sorted`;
  const plus = (own: RawBuilder<unknown>, child: RawBuilder<unknown>): RawBuilder<unknown> =>
    hasChildren ? sql`case when ${own} is null then ${child} else ${own} + coalesce(${child}, 0) end` : own;
  const units = byUnit
    ? sql`cross join lateral (select unnest(c.included) as unit_id${hasChildren ? sql` union all select id from org_units where tenant_id = app_tenant() and kind = 'bureau'` : sql``}) u`
    : sql``;
  const own = byUnit ? sql` and o.unit_id = u.unit_id` : sql``;
  const texts = hasChildren
    ? sql`(select array_agg(distinct one collate "C" order by one collate "C") from unnest(l.texts || k.texts) as one)`
    : sql`l.texts`;
  const leaf = (column: 'answered' | 'expected', mine: RawBuilder<unknown>): RawBuilder<unknown> =>
    hasChildren ? sql`${mine} + coalesce(k.${sql.ref(`leaves_${column}`)}, 0)` : mine;
  const answered = sql`coalesce(o.answered, l.answered, 0)`;
  const expected = byUnit
    ? sql`(case when u.unit_id = any (c.included) then 1 else 0 end)`
    : sql`coalesce(c.expected, 0)`;
  return sql`
    select figure, unit_id, trim_scale(num)::text as numerator, trim_scale(den)::text as denominator,
      trim_scale(case when op in ('ratio', 'mean', 'weighted_mean') then div(num * factor * 100000000000000000000, nullif(den, 0)) * 0.00000000000000000001 else num * factor end)::text as value,
      texts, answered, expected, leaves_answered, leaves_expected
    from (
      select g.figure, ${byUnit ? sql`u.unit_id` : sql`null::int as unit_id`}, g.op, g.factor,
        case g.op when 'list' then case when ${answered}${hasChildren ? sql` + coalesce(k.answered, 0)` : sql``} > 0 then coalesce(cardinality(${texts}), 0)::numeric end
          when 'min' then ${hasChildren ? sql`least(o.num, k.sorted[1])` : sql`o.num`} when 'max' then ${hasChildren ? sql`greatest(o.num, k.sorted[cardinality(k.sorted)])` : sql`o.num`}
          when 'median' then ${hasChildren ? sql`(select (s[(cardinality(s) + 1) / 2] + s[cardinality(s) / 2 + 1]) * 0.5 from (select ${sorted} as s) m)` : sql`o.num`}
          else ${plus(sql`o.num`, sql`k.num`)} end as num,
        case when g.op in ('ratio', 'mean', 'weighted_mean') then ${plus(sql`(case when g.op = 'ratio' then p.num else o.den end)`, sql`k.den`)} end as den,
        ${texts} as texts, ${answered}${hasChildren ? sql` + coalesce(k.answered, 0)` : sql``} as answered,
        ${expected}${hasChildren ? (byUnit ? sql` + (case when u.unit_id = any (c.included) then 0 else 1 end)` : sql` + bureaus.n`) : sql``} as expected,
        ${leaf('answered', answered)} as leaves_answered, ${leaf('expected', expected)} as leaves_expected
      from figure g
      left join choice c on c.no = g.choice
      ${units}
      left join taken o on g.op <> 'list' and o.ix = g.own${own}
      left join taken p on g.op <> 'list' and p.ix = g.per${byUnit ? sql` and p.unit_id = u.unit_id` : sql``}
      left join listed l on g.op = 'list' and l.ix = g.own${byUnit ? sql` and l.unit_id = u.unit_id` : sql``}${children}
    ) figures order by figure, unit_id`;
}

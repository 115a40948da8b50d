import { sql, type RawBuilder } from 'kysely';
import type { Fold, PlannedTerm } from '../plan-rollup.ts';
import { keysOf, numberOf, selectCells, selectFolded, type ReadScope } from './fold.ts';
import { meets, type HeldAgainst } from './meets.ts';
import { comment, valueRows } from './sql-fragments.ts';

/** Terms that are read and taken alike stand in one list, and are read by one loop over it. */
export function termBranches(
  terms: readonly PlannedTerm[],
  byUnit: boolean,
  scope: ReadScope,
): readonly RawBuilder<unknown>[] {
  const alike = Map.groupBy(terms, shapeOf);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    return first ? [termBranch(first, group, byUnit, scope)] : [];
  });
}

/** What the text of a term's branch depends on. */
function shapeOf({ fold, take }: PlannedTerm): string {
  const isSpread = take !== 'sum' && take !== 'count';
  return JSON.stringify([fold.keys?.length === 1, fold.over, fold.isChoice, isSpread ? 'spread' : take]);
}

function termBranch(
  shape: PlannedTerm,
  terms: readonly PlannedTerm[],
  byUnit: boolean,
  scope: ReadScope,
): RawBuilder<unknown> {
  return sql`
    select t.ix, ${byUnit ? sql`r.unit_id` : sql`null::int as unit_id`}, r.num, r.den, r.sorted, r.answered
    from (values\n${valueRows(terms.map(termRow))}) as t(ix, choice, element_id, keys, take, op, wanted, code)
    join choice c on c.no = t.choice
    cross join lateral (${selectTaken(shape, byUnit, scope)}) r`;
}

function termRow({ ix, choice, fold, take, where }: PlannedTerm): RawBuilder<unknown> {
  return sql.join([
    sql.lit(ix),
    sql.lit(choice),
    sql`${sql.lit(fold.elementId)} ${comment(fold.code)}`,
    keysOf(fold),
    sql.lit(take),
    sql`${sql.lit(where?.op ?? null)}::text`,
    numberOf(where, fold),
    sql`${sql.lit(where?.value ?? null)}::text`,
  ]);
}

/** The aggregate of one term over its reporters. */
function selectTaken({ fold, take }: PlannedTerm, byUnit: boolean, scope: ReadScope): RawBuilder<unknown> {
  const unit = byUnit ? sql`r.unit_id, ` : sql``;
  const perUnit = byUnit ? sql` group by r.unit_id` : sql``;
  const folded = sql`from (${selectFolded(fold, scope)}) r${perUnit}`;
  const answered = sql`coalesce(sum(r.answered), 0)::int`;
  switch (take) {
    case 'sum':
      // What flows is added up cell by cell: no reporter's sum is needed on the way.
      return fold.over === 'sum'
        ? sql`
          select ${unit}sum(r.num) as num, null::numeric as den, null::numeric[] as sorted, ${countAnswers(fold)} as answered
          from (${selectCells(fold, scope)}) r${perUnit}`
        : sql`
          select ${unit}sum(r.num) as num, null::numeric as den, null::numeric[] as sorted, ${answered} as answered
          ${folded}`;
    case 'count':
      return sql`
        select ${unit}case when count(*) > 0 then (count(*) filter (where ${meets(ofTerm, fold.isChoice)}))::numeric end as num,
          null::numeric as den, null::numeric[] as sorted, ${answered} as answered
        ${folded}`;
    default:
      return selectSpread(unit, folded, byUnit);
  }
}

const ofTerm: HeldAgainst = {
  num: sql`r.num`,
  code: sql`r.code`,
  op: sql`t.op`,
  wantedNum: sql`t.wanted`,
  wantedCode: sql`t.code`,
};

/** Of one key each cell is a period's answer; of several a period is answered once. */
function countAnswers({ keys }: Fold): RawBuilder<unknown> {
  return keys?.length === 1 ? sql`count(*)::int` : sql`count(distinct r.unit_id::bigint * 32 + r.period)::int`;
}

/** Mean, minimum, maximum and median, each of one sorted list of the reporters' values. */
function selectSpread(unit: RawBuilder<unknown>, folded: RawBuilder<unknown>, byUnit: boolean): RawBuilder<unknown> {
  return sql`
      select ${byUnit ? sql`s.unit_id, ` : sql``}case t.take
          when 'mean' then s.total
          when 'min' then s.sorted[1]
          when 'max' then s.sorted[s.n]
          else (s.sorted[(s.n + 1) / 2] + s.sorted[s.n / 2 + 1]) * 0.5 end as num,
        case t.take when 'mean' then s.n::numeric end as den, s.sorted, s.answered
      from (
        select ${unit}sum(r.num) as total, count(r.num)::int as n,
          array_agg(r.num order by r.num) filter (where r.num is not null) as sorted,
          coalesce(sum(r.answered), 0)::int as answered
        ${folded}
      ) s`;
}

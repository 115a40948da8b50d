import { sql, type RawBuilder } from 'kysely';
import type { PlannedPair, PlannedSide } from '../plan-rollup.ts';
import { isCounted, isOfScope, keysOf, numberOf, overPeriods, type ReadScope } from './fold.ts';
import { meets, type HeldAgainst } from './meets.ts';
import { countOwed } from './reporters.ts';
import { comment, valueRows } from './sql-fragments.ts';

type Sql = RawBuilder<unknown>;

/**
 * Ratios and weighted means. Both sides are read together, since they come from the same reporters and periods: of each
 * side counts what was said in periods in which the other has a value (and what doesn't apply, which ends the
 * look-back, beside any answer), and a reporter that is left without a value on either side is in neither. Answered is
 * a period with an answer on both. They stand among the terms, from `firstPlace`.
 */
export function pairBranches(
  pairs: readonly PlannedPair[],
  firstPlace: number,
  byUnit: boolean,
  scope: ReadScope,
): readonly Sql[] {
  const alike = Map.groupBy(pairs, shapeOf);
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    return first ? [pairBranch(first, group, firstPlace, byUnit, scope)] : [];
  });
}

/** What the text of a pair's branch depends on. */
function shapeOf({ of, per, isWeighted }: PlannedPair): string {
  const ofSide = ({ fold }: PlannedSide): readonly unknown[] => [fold.keys?.length === 1, fold.over, fold.isChoice];
  return JSON.stringify([...ofSide(of), ...ofSide(per), isOfSameCells(of, per), isWeighted]);
}

function pairBranch(
  shape: PlannedPair,
  pairs: readonly PlannedPair[],
  firstPlace: number,
  byUnit: boolean,
  scope: ReadScope,
): Sql {
  const { of, per, isWeighted } = shape;
  const isBoth = sql`${hasValue('of', of)} and ${hasValue('per', per)}`;
  return sql`
    select t.ix, ${byUnit ? sql`r.unit_id` : sql`null::int as unit_id`}, r.num, r.den, null::numeric[] as sorted, r.answered
    from (values\n${valueRows(pairs.map((pair) => pairRow(pair, firstPlace)))}) as t(ix, choice,
      of_element, of_keys, of_take, of_op, of_wanted, of_code,
      per_element, per_keys, per_take, per_op, per_wanted, per_code)
    join choice c on c.no = t.choice
    cross join lateral (
      select ${byUnit ? sql`r.unit_id, ` : sql``}
        ${isWeighted ? sql`sum(r.of_num * r.per_num) filter (where ${isBoth})` : takenOf('of', of, isBoth)} as num,
        ${isWeighted ? sql`sum(r.per_num) filter (where ${isBoth})` : takenOf('per', per, isBoth)} as den,
        coalesce(sum(${countOwed('r.answered', 'c.latest')}), 0)::int as answered
      from (${selectFoldedPair(of, per, scope)}) r${byUnit ? sql` group by r.unit_id` : sql``}
    ) r`;
}

function selectFoldedPair(of: PlannedSide, per: PlannedSide, scope: ReadScope): Sql {
  if (!isSingle(of) || !isSingle(per)) return selectSideBySide(of, per, scope);
  return isOfSameCells(of, per) ? selectOnce(of, per, scope) : selectTogether(of, per, scope);
}

/** Whether both sides read one range, as a share of those who answered does. */
function isOfSameCells(of: PlannedSide, per: PlannedSide): boolean {
  return (
    of.fold.elementId === per.fold.elementId &&
    isSingle(of) &&
    isSingle(per) &&
    of.fold.keys?.[0] === per.fold.keys?.[0]
  );
}

function pairRow({ ix, choice, of, per }: PlannedPair, firstPlace: number): Sql {
  const side = ({ fold, take, where }: PlannedSide): Sql =>
    sql.join([
      sql`${sql.lit(fold.elementId)} ${comment(fold.code)}`,
      keysOf(fold),
      sql.lit(take),
      sql`${sql.lit(where?.op ?? null)}::text`,
      numberOf(where, fold),
      sql`${sql.lit(where?.value ?? null)}::text`,
    ]);
  return sql.join([sql.lit(firstPlace + ix), sql.lit(choice), side(of), side(per)]);
}

type SideName = 'of' | 'per';

function isSingle({ fold }: PlannedSide): boolean {
  return fold.keys?.length === 1;
}

/** Of a reporter's folded side: a number, or a choice's answer. */
function hasValue(name: SideName, side: PlannedSide): Sql {
  return sql`${sql.raw(`r.${name}_${columnOf(side)}`)} is not null`;
}

/** A sum, or how many meet the condition, of the reporters that have both. */
function takenOf(name: SideName, { fold }: PlannedSide, isBoth: Sql): Sql {
  const counted = sql`case when ${meets(sideOf(name), fold.isChoice)} then 1 else 0 end`;
  const one = fold.isChoice
    ? counted
    : sql`case ${sql.raw(`t.${name}_take`)} when 'sum' then ${sql.raw(`r.${name}_num`)} else ${counted} end`;
  return sql`sum((${one})::numeric) filter (where ${isBoth})`;
}

function sideOf(name: SideName): HeldAgainst {
  const column = (of: 'r' | 't', what: string): Sql => sql.raw(`${of}.${name}_${what}`);
  return {
    num: column('r', 'num'),
    code: column('r', 'code'),
    op: column('t', 'op'),
    wantedNum: column('t', 'wanted'),
    wantedCode: column('t', 'code'),
  };
}

function columnOf({ fold }: PlannedSide): 'code' | 'num' {
  return fold.isChoice ? 'code' : 'num';
}

/** Cells `row` of one side. */
function isOfSide(row: string, name: SideName, side: PlannedSide, scope: ReadScope): Sql {
  const keys = sql.raw(`t.${name}_keys`);
  const ofKeys = isSingle(side)
    ? sql`${sql.raw(row)}.key = ${keys}`
    : sql`(${keys} is null or ${sql.raw(row)}.key = any (${keys}))`;
  return sql`${isOfScope(scope, row)} and ${sql.raw(row)}.element_id = ${sql.raw(`t.${name}_element`)} and ${ofKeys}
        and ${isCounted(`${row}.unit_id`)}`;
}

/**
 * Of one key each side. The two ranges are merged as they are read, in the order of the key. The join is a full one for
 * the planner's sake, which thinks of few rows: an inner one becomes a search of the index for each answer. What one
 * side says alone is left out in folding; what has no unit of the first side ends as a row without value.
 */
function selectTogether(of: PlannedSide, per: PlannedSide, scope: ReadScope): Sql {
  const cells = (name: SideName, side: PlannedSide): Sql => sql`(
        select f.unit_id, f.period, ${sql.raw(`f.${columnOf(side)}`)} as said
        from facts f where ${isOfSide('f', name, side, scope)})`;
  // Beside a value; and what doesn't apply, which ends a look-back, beside any answer.
  const isBeside = (own: 'o' | 'p', other: 'o' | 'p'): Sql =>
    sql.raw(`p.unit_id is not null and (${other}.said is not null or ${own}.said is null)`);
  return sql`
      select o.unit_id, ${foldedSide('of', of, 'o.said', 'o.period', isBeside('o', 'p'))},
        ${foldedSide('per', per, 'p.said', 'p.period', isBeside('p', 'o'))},
        bit_or(1 << o.period) filter (where p.unit_id is not null) as answered
      from ${cells('of', of)} o
      full join ${cells('per', per)} p on p.unit_id = o.unit_id and p.period = o.period
      group by o.unit_id`;
}

/** Of one key, the same on both sides: whatever has a value here has it there. */
function selectOnce(of: PlannedSide, per: PlannedSide, scope: ReadScope): Sql {
  return sql`
      select m.unit_id, ${foldedSide('of', of, `m.${columnOf(of)}`, 'm.period')},
        ${foldedSide('per', per, `m.${columnOf(per)}`, 'm.period')}, bit_or(1 << m.period) as answered
      from facts m where ${isOfSide('m', 'of', of, scope)} group by m.unit_id`;
}

/** One side over its periods: of all of them, or of those that are beside the other. */
function foldedSide(name: SideName, { fold }: PlannedSide, value: string, period: string, isBeside?: Sql): Sql {
  const folded = overPeriods(fold.isChoice ? 'latest' : fold.over, sql.raw(value), sql.raw(period), isBeside);
  return fold.isChoice
    ? sql`${folded} as ${sql.raw(`${name}_code`)}, null::numeric as ${sql.raw(`${name}_num`)}`
    : sql`${folded} as ${sql.raw(`${name}_num`)}, null::text as ${sql.raw(`${name}_code`)}`;
}

/** Of several keys: which periods have a value on the other side is asked before the keys are folded one by one. */
function selectSideBySide(of: PlannedSide, per: PlannedSide, scope: ReadScope): Sql {
  const cells = (no: number, row: string, name: SideName, side: PlannedSide): Sql => sql`
            select ${sql.lit(no)} as side, ${sql.raw(`${row}.key, ${row}.unit_id, ${row}.period, ${row}.num, ${row}.code`)},
              ${sql.raw(`${row}.${columnOf(side)}`)} is not null as has
            from facts ${sql.raw(row)} where ${isOfSide(row, name, side, scope)}`;
  const column = (name: SideName, no: number, { fold }: PlannedSide): Sql =>
    fold.isChoice
      ? sql`max(k.code) filter (where k.side = ${sql.lit(no)}) as ${sql.raw(`${name}_code`)}, null::numeric as ${sql.raw(`${name}_num`)}`
      : sql`sum(k.num) filter (where k.side = ${sql.lit(no)}) as ${sql.raw(`${name}_num`)}, null::text as ${sql.raw(`${name}_code`)}`;
  const over = (no: number, { fold }: PlannedSide): Sql =>
    sql`when ${sql.lit(no)} then ${fold.isChoice ? sql`null` : overPeriods(fold.over, sql`m.num`, sql`m.period`, sql`m.is_matched`)}`;
  return sql`
      select k.unit_id, ${column('of', 0, of)}, ${column('per', 1, per)}, bit_or(k.answered) as answered
      from (
        select m.side, m.key, m.unit_id, case m.side ${over(0, of)} ${over(1, per)} end as num,
          (array_agg(m.code order by m.period) filter (where m.is_matched))[count(*) filter (where m.is_matched)] as code,
          coalesce(bit_or(1 << m.period) filter (where m.is_both), 0) as answered
        from (
          select b.side, b.key, b.unit_id, b.period, b.num, b.code,
            bool_or(b.side = 0) over same and bool_or(b.side = 1) over same as is_both,
            case when not b.has then bool_or(b.side = 0) over same and bool_or(b.side = 1) over same
              else bool_or(b.side = 0 and b.has) over same and bool_or(b.side = 1 and b.has) over same end as is_matched
          from (${cells(0, 'f', 'of', of)}
            union all ${cells(1, 'f', 'per', per)}
          ) b window same as (partition by b.unit_id, b.period)
        ) m group by m.side, m.key, m.unit_id
      ) k group by k.unit_id`;
}

import { ExactDecimal, type PeriodOperator, type Predicate } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { ProgrammeRef } from '../../forms/edition.repository.ts';
import type { Fold } from '../plan-rollup.ts';
import { literals } from './sql-fragments.ts';
import type { TenantParameter } from './tenant-parameter.ts';

type Sql = RawBuilder<unknown>;

/** Which facts one statement reads. */
export interface ReadScope {
  readonly tenant: TenantParameter;
  readonly programme: ProgrammeRef;
  readonly year: number;
  /** Every period of the year, by its place. */
  readonly yearPeriods: readonly number[];
  /** Null reads the whole year. */
  readonly periods: readonly number[] | null;
  /** Periods that are scheduled and haven't begun: nothing is owed of them yet. */
  readonly unopened: readonly number[];
  /** What bureaus below delivered counts too: then an office's own sections don't, they speak of that office alone. */
  readonly hasChildren: boolean;
}

/** Rows of the tenant, year and periods. The year is a literal, so that a prepared plan knows its partition. */
export function isOfScope({ tenant, year, periods }: ReadScope, row = 'f'): RawBuilder<boolean> {
  const of = sql.raw(row);
  const ofPeriods = periods ? sql` and ${of}.period in (${literals(periods)})` : sql``;
  return sql`${of}.tenant_id = ${tenant} and ${of}.year = ${sql.lit(year)}${ofPeriods}`;
}

/** That a unit isn't among those whom the choice, a row `c`, leaves out. */
export function isCounted(unitId: string): RawBuilder<boolean> {
  return sql`(c.excluded is null or ${sql.raw(unitId)} <> all (c.excluded))`;
}

/** Cells of the element and keys of a row `t`, in the order of the key of `facts`, but for excluded reporters. */
function isOfTerm({ keys }: Fold, scope: ReadScope): RawBuilder<boolean> {
  const ofKeys = keys?.length === 1 ? sql`f.key = t.keys` : sql`(t.keys is null or f.key = any (t.keys))`;
  return sql`${isOfScope(scope)} and f.element_id = t.element_id and ${ofKeys} and ${isCounted('f.unit_id')}`;
}

/**
 * Over the periods of one key: of all rows, or of those that meet a condition. A latest answer of “not applicable” has
 * no number, and ends the look-back. A mean is cut off after 20 decimals.
 */
export function overPeriods(over: PeriodOperator, num: Sql, period: Sql, condition?: Sql): Sql {
  const where = condition ? sql` filter (where ${condition})` : sql``;
  switch (over) {
    case 'sum':
      return sql`sum(${num})${where}`;
    case 'max':
      return sql`max(${num})${where}`;
    case 'min':
      return sql`min(${num})${where}`;
    case 'mean':
      return sql`div(sum(${num})${where} * 100000000000000000000, nullif(count(${num})${where}, 0)) * 0.00000000000000000001`;
    case 'latest':
      return sql`(array_agg(${num} order by ${period})${where})[count(*)${where}]`;
  }
}

/** How many of a reporter's answers count: of a stock the one of the latest opened period. */
function answeredOf({ keys, over }: Fold): Sql {
  if (keys?.length === 1) return over === 'latest' ? sql`(max(f.period) = c.latest)::int` : sql`count(*)::int`;
  return over === 'latest' ? sql`(bit_or(k.periods) >> c.latest) & 1` : sql`bit_count(bit_or(k.periods)::bit(32))::int`;
}

/** The cells themselves, of the row `t` of a lateral join: (unit_id, period, num). */
export function selectCells(fold: Fold, scope: ReadScope): Sql {
  return sql`select f.unit_id, f.period, f.num from facts f where ${isOfTerm(fold, scope)}`;
}

/**
 * One row per reporter that answered: (unit_id, num[, code], answered); num is null where nothing applied. Rows `t`
 * (which element and keys) and `c` (whom it counts) stand outside.
 */
export function selectFolded(fold: Fold, scope: ReadScope): Sql {
  const cells = sql`from facts f where ${isOfTerm(fold, scope)}`;
  const isSingle = fold.keys?.length === 1;
  // Of one key the latest answer comes first when the key is read backwards: nothing is gathered up to pick it.
  if (isSingle && fold.over === 'latest')
    return sql`
      select distinct on (f.unit_id) f.unit_id, ${fold.isChoice ? sql`null::numeric as num, f.code` : sql`f.num`},
        (f.period = c.latest)::int as answered
      ${cells} order by f.unit_id desc, f.period desc`;
  const num = overPeriods(fold.over, sql`f.num`, sql`f.period`);
  if (fold.isChoice)
    return sql`
      select f.unit_id, null::numeric as num, (array_agg(f.code order by f.period))[count(*)] as code,
        ${answeredOf(fold)} as answered
      ${cells} group by f.unit_id`;
  if (isSingle) return sql`select f.unit_id, ${num} as num, count(*)::int as answered ${cells} group by f.unit_id`;
  return sql`
    select k.unit_id, sum(k.num) as num, ${answeredOf(fold)} as answered
    from (
      select f.unit_id, ${num} as num, bit_or(1 << f.period) as periods ${cells} group by f.key, f.unit_id
    ) k group by k.unit_id`;
}

/** The number that a term's answers are held against. Booleans are 0/1 in facts; a choice's code has no number. */
export function numberOf(where: Predicate | null, { isBoolean, isChoice }: Fold): RawBuilder<unknown> {
  if (!where || isChoice) return sql`null::numeric`;
  if (isBoolean) return sql`${sql.lit(where.value === 'true' ? '1' : '0')}::numeric`;
  return sql`${sql.lit(new ExactDecimal(where.value).toFixed())}::numeric`;
}

/** The keys of a row `t`: one, several, or null for all. */
export function keysOf({ keys }: Fold): RawBuilder<unknown> {
  if (keys === null) return sql`null::text[]`;
  return keys.length === 1 ? sql.lit(keys[0] ?? '') : sql`array[${literals(keys)}]`;
}

import { ExactDecimal, type Predicate } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { Fold } from '../plan-rollup.ts';
import { literals } from './sql-fragments.ts';
import type { TenantParameter } from './tenant-parameter.ts';

/** Which facts one statement reads. */
export interface ReadScope {
  readonly tenant: TenantParameter;
  readonly year: number;
  /** Null reads the whole year. */
  readonly periods: readonly number[] | null;
}

/** Rows `f` of the tenant, year and periods. The year is a literal, so that a prepared plan knows its partition. */
export function isOfScope({ tenant, year, periods }: ReadScope): RawBuilder<boolean> {
  const ofPeriods = periods ? sql` and f.period in (${literals(periods)})` : sql``;
  return sql`f.tenant_id = ${tenant} and f.year = ${sql.lit(year)}${ofPeriods}`;
}

/** Cells of the element and keys of a row `t`, in the order of the key of `facts`, but for excluded reporters. */
function isOfTerm(fold: Fold, excluded: RawBuilder<unknown>, scope: ReadScope): RawBuilder<boolean> {
  const ofKeys = fold.keys?.length === 1 ? sql`f.key = t.keys` : sql`(t.keys is null or f.key = any (t.keys))`;
  return sql`${isOfScope(scope)} and f.element_id = t.element_id and ${ofKeys} and f.unit_id <> all (${excluded})`;
}

/** A latest answer of “not applicable” has no number, and ends the look-back. A mean is cut off after 20 decimals. */
function overPeriods(fold: Fold): RawBuilder<unknown> {
  switch (fold.over) {
    case 'sum':
      return sql`sum(f.num)`;
    case 'max':
      return sql`max(f.num)`;
    case 'min':
      return sql`min(f.num)`;
    case 'mean':
      return sql`div(sum(f.num) * 100000000000000000000, nullif(count(f.num), 0)) * 0.00000000000000000001`;
    case 'latest':
      return sql`(array_agg(f.num order by f.period))[count(*)]`;
  }
}

/** The cells themselves, of the row `t` of a lateral join: (unit_id, num). */
export function selectCells(fold: Fold, excluded: RawBuilder<unknown>, scope: ReadScope): RawBuilder<unknown> {
  return sql`select f.unit_id, f.num from facts f where ${isOfTerm(fold, excluded, scope)}`;
}

/**
 * One row per reporter that answered: (unit_id, num[, code]); num is null where nothing applied. `t` is the row that
 * says which element and keys; where it stands outside already, in a lateral join, `from` is the facts alone.
 */
export function selectFolded(
  fold: Fold,
  excluded: RawBuilder<unknown>,
  scope: ReadScope,
  from: RawBuilder<unknown> = sql`facts f`,
): RawBuilder<unknown> {
  const cells = sql`from ${from} where ${isOfTerm(fold, excluded, scope)}`;
  if (fold.isChoice)
    return sql`
      select f.unit_id, null::numeric as num, (array_agg(f.code order by f.period))[count(*)] as code
      ${cells} group by f.unit_id`;
  if (fold.keys?.length === 1) return sql`select f.unit_id, ${overPeriods(fold)} as num ${cells} group by f.unit_id`;
  return sql`
    select unit_id, sum(num) as num
    from (select f.key, f.unit_id, ${overPeriods(fold)} as num ${cells} group by f.key, f.unit_id) k
    group by unit_id`;
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

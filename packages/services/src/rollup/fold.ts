import { ExactDecimal, type Predicate } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { Fold } from './plan-roll-up.ts';
import { literals } from './unit-condition.ts';

/** What one statement reads of `facts`. */
export interface Read {
  readonly tenantId: number;
  readonly year: number;
  readonly periods: readonly number[] | null;
}

/** `facts f` of the tenant, year and periods. The year is a literal, so that a prepared plan knows its partition. */
function ofTenant({ tenantId, year, periods }: Read): RawBuilder<boolean> {
  return sql`f.tenant_id = ${tenantId} and f.year = ${sql.lit(year)}${periods ? sql` and f.period in (${literals(periods)})` : sql``}`;
}

/** Cells of the element and keys of a row `t`, in the order of the key of `facts`. */
function ofTerm(fold: Fold, excluded: RawBuilder<unknown>, read: Read): RawBuilder<boolean> {
  const keys = fold.keys?.length === 1 ? sql`f.key = t.keys` : sql`(t.keys is null or f.key = any (t.keys))`;
  return sql`${ofTenant(read)} and f.element_id = t.element_id and ${keys} and f.unit_id <> all (${excluded})`;
}

/** The facts, and the row `t` that says which, unless that one stands outside already (in a lateral join). */
function from(term: RawBuilder<unknown> | null): RawBuilder<unknown> {
  return term === null ? sql`facts f` : sql`${term}, facts f`;
}

/** A latest answer of “not applicable” has no number, and ends the look-back. A mean is cut off after 20 decimals. */
function over(fold: Fold): RawBuilder<unknown> {
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

export const reporters = {
  ofTenant,
  /** The cells themselves: (unit_id, num). */
  cells(fold: Fold, term: RawBuilder<unknown> | null, excluded: RawBuilder<unknown>, read: Read): RawBuilder<unknown> {
    return sql`select f.unit_id, f.num from ${from(term)} where ${ofTerm(fold, excluded, read)}`;
  },
  /** One row per reporter that answered: (unit_id, num[, code]); num is null where nothing applied. */
  folded(fold: Fold, term: RawBuilder<unknown> | null, excluded: RawBuilder<unknown>, read: Read): RawBuilder<unknown> {
    const cells = sql`from ${from(term)} where ${ofTerm(fold, excluded, read)}`;
    if (fold.isChoice)
      return sql`select f.unit_id, null::numeric as num, (array_agg(f.code order by f.period))[count(*)] as code ${cells} group by f.unit_id`;
    if (fold.keys?.length === 1) return sql`select f.unit_id, ${over(fold)} as num ${cells} group by f.unit_id`;
    return sql`select unit_id, sum(num) as num from (select f.key, f.unit_id, ${over(fold)} as num ${cells} group by f.key, f.unit_id) k group by unit_id`;
  },
};

/** Booleans are 0/1 in facts; a choice's code has no number. */
export function numberOf(where: Predicate | null, { isBoolean, isChoice }: Fold): RawBuilder<unknown> {
  if (!where || isChoice) return sql`null::numeric`;
  if (isBoolean) return sql`${sql.lit(where.value === 'true' ? '1' : '0')}::numeric`;
  return sql`${sql.lit(new ExactDecimal(where.value).toFixed())}::numeric`;
}

import { sql, type RawBuilder } from 'kysely';
import type { Fold, PlannedWeighted } from '../plan-rollup.ts';
import { keysOf, selectFolded, type ReadScope } from './fold.ts';
import { excludedBy } from './reporters.ts';
import { comment } from './sql-fragments.ts';

/** Σ value·weight and Σ weight over the reporters that have both. It stands among the terms, from `firstPlace` on. */
export function weightedBranch(
  weighted: PlannedWeighted,
  firstPlace: number,
  byUnit: boolean,
  scope: ReadScope,
): RawBuilder<unknown> {
  const values = selectSide(weighted.fold, weighted.choice, scope);
  const weights = selectSide(weighted.weight, weighted.weightChoice, scope);
  return sql`
    select ${sql.lit(firstPlace + weighted.ix)}, ${byUnit ? sql`x.unit_id` : sql`null::int`}, sum(x.num * w.num),
      sum(w.num) filter (where x.num is not null), null::numeric[], count(x.unit_id)::int
    from (${values}) x left join (${weights}) w on w.unit_id = x.unit_id${byUnit ? sql` group by x.unit_id` : sql``}`;
}

function selectSide(fold: Fold, choice: number, scope: ReadScope): RawBuilder<unknown> {
  const term = sql`(values (${sql.lit(fold.elementId)} ${comment(fold.code)}, ${keysOf(fold)})) as t(element_id, keys)`;
  return selectFolded(fold, excludedBy(choice), scope, sql`${term}, facts f`);
}

import { sql, type RawBuilder } from 'kysely';
import type { PlannedList } from '../plan-rollup.ts';
import { isOfScope, type ReadScope } from './fold.ts';
import { excludedBy } from './reporters.ts';
import { comment, literals } from './sql-fragments.ts';

/** Distinct texts. Those of a stock are of each reporter's latest answer, those of a flow of all. */
export function listBranch(list: PlannedList, byUnit: boolean, scope: ReadScope): RawBuilder<unknown> {
  return sql`
    select ${sql.lit(list.ix)} as ix, ${byUnit ? sql`answering.unit_id` : sql`null::int as unit_id`},
      array_agg(distinct x.text collate "C" order by x.text collate "C") filter (where x.text is not null) as texts,
      count(distinct answering.unit_id)::int as answered
    from (
      -- Whoever named something answered, too, whether or not there is a fact that says so.
      select a.unit_id, max(a.period) as latest from (
        select f.unit_id, f.period from facts f
        where ${isOfScope(scope)} and f.element_id = ${sql.lit(list.answerId)} and f.key = ''
        union all
        select f.unit_id, f.period from fact_texts f
        where ${isOfScope(scope)} and f.element_id = ${sql.lit(list.elementId)}
      ) a where a.unit_id <> all (${excludedBy(list.choice)}) group by a.unit_id
    ) answering
    left join fact_texts x
      on x.tenant_id = ${scope.tenant} and x.year = ${sql.lit(scope.year)}
      and x.element_id = ${sql.lit(list.elementId)} ${comment(list.code)}
      and x.unit_id = answering.unit_id${ofPeriods(list, scope)}${byUnit ? sql` group by answering.unit_id` : sql``}`;
}

function ofPeriods({ isStock }: PlannedList, { periods }: ReadScope): RawBuilder<unknown> {
  if (isStock) return sql` and x.period = answering.latest`;
  return periods ? sql` and x.period in (${literals(periods)})` : sql``;
}

import { sql, type RawBuilder } from 'kysely';
import type { PlannedChoice, PlannedList } from '../plan-rollup.ts';
import { isOfScope, type ReadScope } from './fold.ts';
import { excludedBy, isOwed } from './reporters.ts';
import { comment } from './sql-fragments.ts';

/**
 * Distinct texts: none, if nobody answered; an empty list, if nobody named any. Those of a stock are of each reporter's
 * latest answer, those of a flow of all.
 */
export function listBranch(
  list: PlannedList,
  choices: readonly PlannedChoice[],
  byUnit: boolean,
  scope: ReadScope,
): RawBuilder<unknown> {
  // An answer a period; of a stock the one of the latest opened period.
  const isCounted = list.isStock
    ? sql`count(distinct answering.unit_id) filter (where answering.period = (select latest from choice where no = ${sql.lit(list.choice)}))::int`
    : sql`count(distinct answering.unit_id::bigint * 32 + answering.period)::int`;
  return sql`
    select ${sql.lit(list.ix)} as ix, ${byUnit ? sql`answering.unit_id` : sql`null::int as unit_id`},
      case when count(*) > 0 then
        coalesce(array_agg(distinct x.text collate "C" order by x.text collate "C") filter (where x.text is not null), '{}')
      end as texts,
      ${isCounted} as answered
    from (
      -- Whoever named something answered, too, whether or not there is a fact that says so.
      select a.unit_id, a.period, max(a.period) over (partition by a.unit_id) as latest from (
        select f.unit_id, f.period from facts f
        where ${isOfScope(scope)} and f.element_id = ${sql.lit(list.answerId)} and f.key = ''
        union all
        select f.unit_id, f.period from fact_texts f
        where ${isOfScope(scope)} and f.element_id = ${sql.lit(list.elementId)}
      ) a where a.unit_id <> all (${excludedBy(list.choice)})${isOwed(list.choice, choices[list.choice])} group by a.unit_id, a.period
    ) answering
    left join fact_texts x
      on x.tenant_id = ${scope.tenant} and x.year = ${sql.lit(scope.year)}
      and x.element_id = ${sql.lit(list.elementId)} ${comment(list.code)}
      and x.unit_id = answering.unit_id and x.period = answering.period${ofStock(list)}${byUnit ? sql` group by answering.unit_id` : sql``}`;
}

function ofStock({ isStock }: PlannedList): RawBuilder<unknown> {
  return isStock ? sql` and answering.period = answering.latest` : sql``;
}

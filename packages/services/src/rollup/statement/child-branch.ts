import type { IndicatorOperator } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import { bitsOf } from '../period-bits.ts';
import type { PlannedFigure } from '../plan-rollup.ts';
import type { ReadScope } from './fold.ts';
import { literals } from './sql-fragments.ts';

const ranked: ReadonlySet<IndicatorOperator['op']> = new Set(['min', 'max', 'median']);
const listed: ReadonlySet<IndicatorOperator['op']> = new Set(['list', 'distinct']);

/** What the bureaus below have delivered of each figure, in one read: numerators and denominators, never quotients. */
export function childBranch(
  figures: readonly PlannedFigure[],
  byUnit: boolean,
  { tenant, year, yearPeriods }: ReadScope,
): RawBuilder<unknown> {
  const unit = byUnit ? sql`, unit_id` : sql``;
  const rankedFigures = figures.filter(({ indicator }) => ranked.has(indicator.operator.op));
  const listedFigures = figures.filter(({ indicator }) => listed.has(indicator.operator.op));
  const sorted =
    rankedFigures.length > 0
      ? sql`array_agg(num order by num) filter (where num is not null and element_id in (${idsOf(rankedFigures)}))`
      : sql`null::numeric[]`;
  return sql`
    select g.figure, ${byUnit ? sql`r.unit_id` : sql`null::int as unit_id`}, r.num, r.den, r.sorted, r.answered,
      r.leaves_answered, r.leaves_expected, r.periods, ${byUnit ? sql`` : sql`r.units, `}x.texts
    from figure g
    join (
      select element_id${unit}, sum(num) as num, sum(den) as den, ${sorted} as sorted,
        count(num)::int as answered, bit_and(coalesce(periods, ${sql.lit(bitsOf(yearPeriods))})) as periods,
        ${byUnit ? sql`` : sql`array_agg(unit_id) as units, `}coalesce(sum(answered), 0)::int as leaves_answered, coalesce(sum(expected), 0)::int as leaves_expected
      from facts
      where tenant_id = ${tenant} and year = ${sql.lit(year)} and element_id in (${idsOf(figures)}) and key = '' and period = 0
      group by element_id${unit}
    ) r on r.element_id = g.element_id
    left join (
      select element_id${unit}, array_agg(distinct text collate "C" order by text collate "C") as texts
      from fact_texts
      where tenant_id = ${tenant} and year = ${sql.lit(year)} and element_id in (${idsOf(listedFigures)})
      group by element_id${unit}
    ) x on x.element_id = g.element_id${byUnit ? sql` and x.unit_id = r.unit_id` : sql``}`;
}

/** Never none, so that there is a list; no element has the number 0. */
function idsOf(figures: readonly PlannedFigure[]): RawBuilder<unknown> {
  return literals([...figures.flatMap(({ figureId }) => figureId ?? []), 0]);
}

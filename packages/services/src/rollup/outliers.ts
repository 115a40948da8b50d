import { HuibaoError, type Localized, type SchoolType } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { findEditionOfYear } from '../forms/edition.repository.ts';
import { defineQuery } from '../use-case.ts';
import { planRollup } from './plan-roll-up.ts';
import { scopeOf } from './roll-up.ts';
import { rollupStatement } from './statement/roll-up-statement.ts';

/** A modified z-score of 3.5 or more; fewer peers than this say nothing about each other. */
const outlyingScore = '3.5';
const fewestPeers = 5;
/** This many times last year's own value, or a part of it as small; below a size at which one more or less is a multiple. */
const outlyingFactor = '3';
const smallestCompared = '10';

export interface Outlier {
  readonly indicator: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly decimals: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly schoolType: SchoolType | null;
  readonly value: string;
  /** Against the schools of its kind: their median, how many they are, and 0.6745·|x−median|/MAD to one decimal. */
  readonly peers: { readonly median: string; readonly count: number; readonly score: string } | null;
  /** Against its own value of last year. */
  readonly lastYear: { readonly value: string; readonly times: string } | null;
}

interface OutlierRow {
  readonly figure: number;
  readonly unit_id: number;
  readonly name: string;
  readonly school_type: string | null;
  readonly value: string;
  readonly median: string | null;
  readonly peers: number;
  readonly score: string | null;
  readonly before: string | null;
  readonly times: string | null;
  readonly is_apart: boolean;
  readonly has_jumped: boolean;
}

/**
 * What stands out among a year's accepted figures, school by school: reported, never blocked. A few terms of a school's own
 * history can't make a z-score of 3, so it is held against its peers, and against its own last year.
 */
export const listOutliers = defineQuery({
  permission: 'rollup.read',
  input: z.object({ year: z.int() }),
  async run(scope, { year }): Promise<{ readonly year: number; readonly outliers: readonly Outlier[] }> {
    const { trx, actor } = scope;
    const edition = await findEditionOfYear(trx, actor.lineage, year);
    if (!edition) throw new HuibaoError('edition.not_found', { year });
    const before = await findEditionOfYear(trx, actor.lineage, year - 1);
    const plan = planRollup(edition);
    const figures = rollupStatement(actor.tenantId, plan, await scopeOf(scope, edition, {}, true));
    // Years compare by code: last year's places are those of its own edition.
    const beforePlan = before && planRollup(before);
    const places = plan.figures.map(
      ({ indicator }) => beforePlan?.figures.findIndex((one) => one.indicator.code === indicator.code) ?? -1,
    );
    const beforeFigures =
      before && beforePlan
        ? rollupStatement(actor.tenantId, beforePlan, await scopeOf(scope, before, {}, true))
        : sql`select null::int as figure, null::int as unit_id, null::text as value where false`;
    const { rows } = await sql<OutlierRow>`
      with now as materialized (
        select f.figure, f.unit_id, u.name, u.school_type, f.value::numeric as value from (${figures}) f
        join org_units u on u.tenant_id = ${actor.tenantId} and u.id = f.unit_id where f.value is not null
      ), earlier as materialized (
        select p.figure, f.unit_id, f.value::numeric as value from (${beforeFigures}) f
        join unnest(${places.map((_, figure) => figure)}::int[], ${places}::int[]) as p(figure, place) on p.place = f.figure where f.value is not null
      ), kind as (
        select figure, school_type, array_agg(value order by value) as sorted, count(*)::int as peers from now group by figure, school_type
      ), middle as materialized (
        select figure, school_type, peers, (sorted[(peers + 1) / 2] + sorted[peers / 2 + 1]) / 2 as median from kind where peers >= ${fewestPeers} and school_type is not null
      ), distance as (
        select n.figure, n.school_type, array_agg(abs(n.value - m.median) order by abs(n.value - m.median)) as sorted, count(*)::int as peers
        from now n join middle m on m.figure = n.figure and m.school_type = n.school_type group by n.figure, n.school_type
      ), spread as materialized (
        select figure, school_type, (sorted[(peers + 1) / 2] + sorted[peers / 2 + 1]) / 2 as mad from distance
      ), judged as (
        select n.*, m.median, coalesce(m.peers, 0) as peers, e.value as before,
          case when s.mad > 0 then 0.6745 * abs(n.value - m.median) / s.mad end as score,
          case when e.value > 0 and n.value >= 0 then n.value / e.value end as times,
          e.value > 0 and n.value >= 0 and greatest(n.value, e.value) >= ${smallestCompared}::numeric and (n.value >= ${outlyingFactor}::numeric * e.value or n.value * ${outlyingFactor}::numeric <= e.value) as has_jumped
        from now n left join middle m on m.figure = n.figure and m.school_type = n.school_type left join spread s on s.figure = n.figure and s.school_type = n.school_type
          left join earlier e on e.figure = n.figure and e.unit_id = n.unit_id
      )
      select figure, unit_id, name, school_type, trim_scale(value)::text as value, trim_scale(median)::text as median, peers, round(score, 1)::text as score, trim_scale(before)::text as before, trim_scale(round(times, 1))::text as times,
        coalesce(score >= ${outlyingScore}::numeric, false) as is_apart, coalesce(has_jumped, false) as has_jumped
      from judged where score >= ${outlyingScore}::numeric or has_jumped
      order by coalesce(score, 0) desc, figure, unit_id limit 500`.execute(trx);
    return {
      year,
      outliers: rows.flatMap((row) => {
        const indicator = plan.figures[row.figure]?.indicator;
        return indicator
          ? [
              {
                indicator: indicator.code,
                label: indicator.label,
                unit: indicator.unit,
                decimals: indicator.decimals,
                unitId: row.unit_id,
                unitName: row.name,
                schoolType: row.school_type as SchoolType | null,
                value: row.value,
                peers:
                  row.is_apart && row.median !== null && row.score !== null
                    ? { median: row.median, count: row.peers, score: row.score }
                    : null,
                lastYear:
                  row.has_jumped && row.before !== null && row.times !== null
                    ? { value: row.before, times: row.times }
                    : null,
              },
            ]
          : [];
      }),
    };
  },
});

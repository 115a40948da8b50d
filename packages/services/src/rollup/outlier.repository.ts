import { executePrepared, type TenantReader } from '@huibao/db';
import { sql, type RawBuilder } from 'kysely';
import type { RollupPlan } from './plan-rollup.ts';
import { rollupStatement, type RollupScope } from './statement/rollup-statement.ts';

/** A modified z-score of 3.5 or more; fewer peers than this say nothing about each other. */
const outlyingScore = '3.5';
const fewestPeers = 5;
/**
 * This many times last year's own value, or a part of it as small; below a size at which one more or less is a
 * multiple.
 */
const outlyingFactor = '3';
const smallestCompared = '10';

/** A year's figures to be read, each reporter's own. */
export interface FiguresByUnit {
  readonly plan: RollupPlan;
  readonly scope: RollupScope;
}

export interface OutlyingFigure {
  /** Place in the plan's figures. */
  readonly figure: number;
  readonly unitId: number;
  readonly name: string;
  readonly schoolType: string | null;
  readonly value: string;
  readonly median: string | null;
  readonly peers: number;
  readonly score: string | null;
  readonly before: string | null;
  readonly times: string | null;
  /** From its peers. */
  readonly isApart: boolean;
  /** Since last year. */
  readonly hasJumped: boolean;
}

/** What isn't whole, a school's half-year among years, is held against nothing. */
const isAllIn = sql`f.value is not null and f.expected > 0 and f.answered >= f.expected and f.leaves_answered >= f.leaves_expected`;

/** The middle of `peers` values of a window `kind`, by their places in it. */
function middleOf(value: string, place: string): RawBuilder<unknown> {
  const at = (position: string) => sql.raw(`max(${value}) filter (where ${place} = ${position}) over kind`);
  return sql`(${at('(peers + 1) / 2')} + ${at('peers / 2 + 1')}) / 2`;
}

/** Figures that stand out among those of a year, those farthest from their peers first. */
export function listOutlyingFigures(
  trx: TenantReader,
  tenantId: number,
  year: FiguresByUnit,
  lastYear: FiguresByUnit | undefined,
): Promise<readonly OutlyingFigure[]> {
  // Planning takes longer than the rest of it.
  return executePrepared(trx, outlyingStatement(tenantId, year, lastYear));
}

/**
 * Each step goes through its rows in an order, by windows: of joins the planner, which thinks of few rows, makes loops
 * within loops, and a hundred schools' figures took ten seconds.
 */
export function outlyingStatement(
  tenantId: number,
  year: FiguresByUnit,
  lastYear: FiguresByUnit | undefined,
): RawBuilder<OutlyingFigure> {
  const figures = rollupStatement(tenantId, year.plan, year.scope);
  const beforeFigures = lastYear
    ? rollupStatement(tenantId, lastYear.plan, lastYear.scope)
    : sql`select null::int as figure, null::int as unit_id, null::text as value, 0 as periods, 0 as answered, 0 as expected,
      0 as leaves_answered, 0 as leaves_expected where false`;
  // Years compare by code: a place of last year's edition has one of this year's, or none.
  const places = (lastYear?.plan.figures ?? []).map(({ indicator }) => {
    const place = year.plan.figures.findIndex((one) => one.indicator.code === indicator.code);
    return place === -1 ? null : place;
  });
  return sql<OutlyingFigure>`
    with said as (
      select f.figure, f.unit_id, u.name, split_part(u.school_type, '.', 1) as school_type, f.periods,
        f.value::numeric as value, false as is_earlier
      from (${figures}) f join org_units u on u.tenant_id = ${tenantId} and u.id = f.unit_id where ${isAllIn}
      union all
      select (${places}::int[])[f.figure + 1], f.unit_id, null, null, f.periods, f.value::numeric, true
      from (${beforeFigures}) f where ${isAllIn} and (${places}::int[])[f.figure + 1] is not null
    ), beside as (
      select *, max(value) filter (where is_earlier) over (partition by figure, unit_id, periods) as before from said
    ), placed as (
      select *, count(*) over kind as peers, row_number() over (kind order by value) as place
      from beside where not is_earlier
      window kind as (partition by figure, school_type, periods)
    ), middle as (
      select *, case when peers >= ${fewestPeers} and school_type is not null then ${middleOf('value', 'place')} end as median
      from placed window kind as (partition by figure, school_type, periods)
    ), distance as (
      select *, abs(value - median) as away, row_number() over (kind order by abs(value - median)) as away_place
      from middle window kind as (partition by figure, school_type, periods)
    ), spread as (
      select *, ${middleOf('away', 'away_place')} as mad
      from distance window kind as (partition by figure, school_type, periods)
    ), judged as (
      select *, case when mad > 0 then 0.6745 * away / mad end as score,
        case when before > 0 and value >= 0 then value / before end as times,
        before > 0 and value >= 0 and greatest(value, before) >= ${smallestCompared}::numeric
          and (value >= ${outlyingFactor}::numeric * before or value * ${outlyingFactor}::numeric <= before) as has_jumped
      from spread
    )
    select figure, unit_id as "unitId", name, school_type as "schoolType", trim_scale(value)::text as value,
      trim_scale(median)::text as median, (case when median is null then 0 else peers end)::int as peers,
      round(score, 1)::text as score, trim_scale(before)::text as before, trim_scale(round(times, 1))::text as times,
      coalesce(score >= ${outlyingScore}::numeric, false) as "isApart", coalesce(has_jumped, false) as "hasJumped"
    from judged where score >= ${outlyingScore}::numeric or has_jumped
    order by coalesce(score, 0) desc, figure, unit_id limit 500`;
}

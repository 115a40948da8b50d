import type { TenantReader } from '@huibao/db';
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

/** Of the same figure, kind of school and periods. Of what a bureau tells apart by itself it would have no peers. */
function isPeer(row: 'm' | 's'): RawBuilder<unknown> {
  const of = sql.raw(row);
  return sql`${of}.figure = n.figure and ${of}.school_type = n.school_type and ${of}.periods = n.periods`;
}

/** Figures that stand out among those of a year, those farthest from their peers first. */
export async function listOutlyingFigures(
  trx: TenantReader,
  tenantId: number,
  year: FiguresByUnit,
  lastYear: FiguresByUnit | undefined,
): Promise<readonly OutlyingFigure[]> {
  const figures = rollupStatement(tenantId, year.plan, year.scope);
  const beforeFigures = lastYear
    ? rollupStatement(tenantId, lastYear.plan, lastYear.scope)
    : sql`select null::int as figure, null::int as unit_id, null::text as value, 0 as periods, 0 as answered, 0 as expected,
      0 as leaves_answered, 0 as leaves_expected where false`;
  // Years compare by code: last year's places are those of its own edition.
  const places = year.plan.figures.map(
    ({ indicator }) => lastYear?.plan.figures.findIndex((one) => one.indicator.code === indicator.code) ?? -1,
  );
  const { rows } = await sql<OutlyingFigure>`
    with now as materialized (
      select f.figure, f.unit_id, u.name, split_part(u.school_type, '.', 1) as school_type, f.periods, f.value::numeric as value from (${figures}) f
      join org_units u on u.tenant_id = ${tenantId} and u.id = f.unit_id where ${isAllIn}
    ), earlier as materialized (
      select p.figure, f.unit_id, f.periods, f.value::numeric as value from (${beforeFigures}) f
      join unnest(${places.map((_, figure) => figure)}::int[], ${places}::int[]) as p(figure, place)
        on p.place = f.figure where ${isAllIn}
    ), kind as (
      select figure, school_type, periods, array_agg(value order by value) as sorted, count(*)::int as peers
      from now group by figure, school_type, periods
    ), middle as materialized (
      select figure, school_type, periods, peers, (sorted[(peers + 1) / 2] + sorted[peers / 2 + 1]) / 2 as median
      from kind where peers >= ${fewestPeers} and school_type is not null
    ), distance as (
      select n.figure, n.school_type, n.periods, count(*)::int as peers,
        array_agg(abs(n.value - m.median) order by abs(n.value - m.median)) as sorted
      from now n join middle m on ${isPeer('m')}
      group by n.figure, n.school_type, n.periods
    ), spread as materialized (
      select figure, school_type, periods, (sorted[(peers + 1) / 2] + sorted[peers / 2 + 1]) / 2 as mad from distance
    ), judged as (
      select n.*, m.median, coalesce(m.peers, 0) as peers, e.value as before,
        case when s.mad > 0 then 0.6745 * abs(n.value - m.median) / s.mad end as score,
        case when e.value > 0 and n.value >= 0 then n.value / e.value end as times,
        e.value > 0 and n.value >= 0 and greatest(n.value, e.value) >= ${smallestCompared}::numeric
          and (n.value >= ${outlyingFactor}::numeric * e.value or n.value * ${outlyingFactor}::numeric <= e.value)
          as has_jumped
      from now n
      left join middle m on ${isPeer('m')}
      left join spread s on ${isPeer('s')}
      left join earlier e on e.figure = n.figure and e.unit_id = n.unit_id and e.periods = n.periods
    )
    select figure, unit_id as "unitId", name, school_type as "schoolType", trim_scale(value)::text as value,
      trim_scale(median)::text as median, peers, round(score, 1)::text as score, trim_scale(before)::text as before,
      trim_scale(round(times, 1))::text as times,
      coalesce(score >= ${outlyingScore}::numeric, false) as "isApart", coalesce(has_jumped, false) as "hasJumped"
    from judged where score >= ${outlyingScore}::numeric or has_jumped
    order by coalesce(score, 0) desc, figure, unit_id limit 500`.execute(trx);
  return rows;
}

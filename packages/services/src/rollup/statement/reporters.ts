import { sql, type RawBuilder } from 'kysely';
import type { PlannedChoice } from '../plan-rollup.ts';
import type { ReadScope } from './fold.ts';
import { literals, unionAll, valueRows } from './sql-fragments.ts';
import { unitCondition } from './unit-condition.ts';

/**
 * Every reporter of every form in the scope, with the periods in which it owes it (a bit for each: 2 for the first, 4
 * for the second), as what it was on the last day. Each unit is looked up once, by its key:
 * the planner, which thinks of few rows under row security, would otherwise go through all of them for each submission.
 */
function selectAssigned(
  choices: readonly PlannedChoice[],
  lastDay: string,
  { tenant, year, periods, unopened }: ReadScope,
): RawBuilder<unknown> {
  const ofPeriods = periods ? sql` and c.period in (${literals(periods)})` : sql``;
  const opened = unopened.length > 0 ? sql` and c.period not in (${literals(unopened)})` : sql``;
  const groups = choices.some(asksForGroup)
    ? sql`,
      array(select m.group_code from unit_group_members m where m.tenant_id = ${tenant} and m.unit_id = g.unit_id) as groups`
    : sql``;
  return sql`
    select f.form_code, f.owed, g.forms, g.owed as owed_of_forms, g.unit_id, u.kind, v.school_type, v.ownership, v.section_code,
      u.closes_on is null or u.closes_on >= ${sql.lit(lastDay)}::date as stands${groups}
    from (
      select unit_id, array_agg(form_code) as forms, array_agg(owed) as owed
      from (
        select s.unit_id, s.form_code, bit_or(1 << c.period) as owed
        from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
        where c.tenant_id = ${tenant} and c.year = ${sql.lit(year)}${ofPeriods}${opened}
        group by s.unit_id, s.form_code
      ) s group by unit_id
    ) g
    cross join lateral (select kind, closes_on from org_units where tenant_id = ${tenant} and id = g.unit_id limit 1) u
    cross join lateral (
      select school_type, ownership, section_code from org_unit_versions
      where tenant_id = ${tenant} and unit_id = g.unit_id and valid_from <= ${sql.lit(lastDay)}::date
      order by valid_from desc limit 1
    ) v
    cross join lateral unnest(g.forms, g.owed) as f(form_code, owed)`;
}

function asksForGroup({ all, oneOf }: PlannedChoice): boolean {
  return [...all, ...oneOf.flat()].some((filter) => filter.group !== undefined);
}

/** Rows (form_code, opened): the periods in which anybody owes a form, a bit each. */
const selectOpened = sql`select form_code, bit_or(owed) as opened from assigned group by form_code`;

/** Rows (no, unit_id, owed, counts): who answers the forms of a choice, what of them it owes, whether it counts. */
function selectChosen(choices: readonly PlannedChoice[]): RawBuilder<unknown> {
  return unionAll(
    choices.map((choice, no) => {
      const [first = '', second] = choice.forms;
      const from = sql`select ${sql.lit(no)} as no, a.unit_id,`;
      const counts = sql`${unitCondition(choice)} as counts`;
      return second === undefined
        ? sql`${from} a.owed, ${counts} from assigned a where a.form_code = ${sql.lit(first)}`
        : // Within the unit's row: to join the reporters to themselves would hold each against each.
          sql`${from} a.owed & a.owed_of_forms[array_position(a.forms, ${sql.lit(second)})] as owed, ${counts} from assigned a
            where a.form_code = ${sql.lit(first)} and ${sql.lit(second)} = any (a.forms)`;
    }),
    sql`select null::int as no, null::int as unit_id, null::int as owed, null::boolean as counts where false`,
  );
}

/**
 * Whom each choice counts, and what they owe: each its periods, or of a stock (where `latest` says which) the latest
 * opened one. Whom it leaves out, of those who answer the form, is mostly nobody: the shorter list to look through.
 */
function selectChoices(choices: readonly PlannedChoice[]): RawBuilder<unknown> {
  if (choices.length === 0) return noChoice;
  const rows = choices.map(({ forms: [first = '', second], owesLatest }, no) =>
    sql.join([sql.lit(no), sql.lit(first), sql`${sql.lit(second ?? null)}::text`, sql.lit(owesLatest)]),
  );
  return sql`
    select q.no, coalesce(sum(${countOwed('s.owed', 'q.latest')}) filter (where s.counts), 0)::int as expected, q.opened, q.latest,
      coalesce(array_agg(s.unit_id) filter (where not s.counts), '{}') as excluded,
      array_agg(s.unit_id) filter (where s.counts) as included, array_agg(s.owed) filter (where s.counts) as owed
    from (
      select no, opened, case when owes_latest then ${latestOf('opened')} end as latest
      from (
        select v.no, v.owes_latest, coalesce(f.opened & case when v.second is null then f.opened else g.opened end, 0) as opened
        from (values\n${valueRows(rows)}) as v(no, first, second, owes_latest)
        left join opened f on f.form_code = v.first left join opened g on g.form_code = v.second
      ) v
    ) q
    left join chosen s on s.no = q.no group by q.no, q.opened, q.latest`;
}

const noChoice = sql`
  select 0 as no, 0 as expected, 0 as opened, null::int as latest, '{}'::int[] as excluded, '{}'::int[] as included,
    '{}'::int[] as owed
  where false`;

/** The parts of a statement, in their order, that say whom its choices count. */
export function choiceParts(
  all: readonly PlannedChoice[],
  choices: readonly PlannedChoice[],
  lastDay: string,
  scope: ReadScope,
): readonly RawBuilder<unknown>[] {
  return [
    sql`assigned as materialized (${selectAssigned(all, lastDay, scope)})`,
    sql`opened as materialized (${selectOpened})`,
    sql`chosen as (${selectChosen(choices)})`,
    sql`choice as materialized (${selectChoices(choices)})`,
  ];
}

/** The last of the periods that a number's bits stand for; 0, which is none, where there is none. */
function latestOf(periods: string): RawBuilder<unknown> {
  return sql`greatest(length(ltrim(${sql.raw(periods)}::bit(32)::text, '0')) - 1, 0)`;
}

/** How many of these periods count: each, or the latest. */
export function countOwed(periods: string, latest: string): RawBuilder<unknown> {
  const [of, last] = [sql.raw(periods), sql.raw(latest)];
  return sql`(case when ${last} is null then bit_count(${of}::bit(32))::int else (${of} >> ${last}) & 1 end)`;
}

/** The reporters that a choice leaves out, where no row of the choices is joined. */
export function excludedBy(choice: number): RawBuilder<unknown> {
  return sql`(select excluded from choice where no = ${sql.lit(choice)})::int[]`;
}

import { sql, type RawBuilder } from 'kysely';
import type { PlannedChoice } from '../plan-rollup.ts';
import type { ReadScope } from './fold.ts';
import { literals, unionAll } from './sql-fragments.ts';
import { unitCondition } from './unit-condition.ts';

/**
 * Every reporter of every form in the scope, as what it was on the last day. Each unit is looked up once, by its key:
 * the planner, which thinks of few rows under row security, would otherwise go through all of them for each submission.
 */
export function selectAssigned(
  choices: readonly PlannedChoice[],
  lastDay: string,
  { tenant, year, periods }: ReadScope,
): RawBuilder<unknown> {
  const ofPeriods = periods ? sql` and c.period in (${literals(periods)})` : sql``;
  const groups = choices.some(asksForGroup)
    ? sql`,
      array(select m.group_code from unit_group_members m where m.tenant_id = ${tenant} and m.unit_id = g.unit_id) as groups`
    : sql``;
  return sql`
    select f.form_code, g.unit_id, u.kind, v.school_type, v.ownership, v.section_code,
      u.closes_on is null or u.closes_on >= ${sql.lit(lastDay)}::date as stands${groups}
    from (
      select s.unit_id, array_agg(distinct s.form_code) as forms
      from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.tenant_id = ${tenant} and c.year = ${sql.lit(year)}${ofPeriods} group by s.unit_id
    ) g
    cross join lateral (select kind, closes_on from org_units where tenant_id = ${tenant} and id = g.unit_id limit 1) u
    cross join lateral (
      select school_type, ownership, section_code from org_unit_versions
      where tenant_id = ${tenant} and unit_id = g.unit_id and valid_from <= ${sql.lit(lastDay)}::date
      order by valid_from desc limit 1
    ) v
    cross join lateral unnest(g.forms) as f(form_code)`;
}

function asksForGroup({ all, oneOf }: PlannedChoice): boolean {
  return [...all, ...oneOf].some((filter) => filter.group !== undefined);
}

const noChoice = sql`select 0 as no, 0 as expected, '{}'::int[] as excluded, '{}'::int[] as included where false`;

/**
 * Whom each choice counts. Whom it leaves out, of those who answer the form, is mostly nobody: the shorter list to look
 * through.
 */
export function selectChoices(choices: readonly PlannedChoice[]): RawBuilder<unknown> {
  return unionAll(choices.map(selectChoice), noChoice);
}

function selectChoice(choice: PlannedChoice, no: number): RawBuilder<unknown> {
  return sql`
    select ${sql.lit(no)} as no, count(*) filter (where counts)::int as expected,
      coalesce(array_agg(unit_id) filter (where not counts), '{}') as excluded,
      array_agg(unit_id) filter (where counts) as included
    from (
      select a.unit_id, ${unitCondition(choice)} as counts from assigned a where a.form_code = ${sql.lit(choice.form)}
    ) a`;
}

/** The reporters that a choice leaves out, where no row of the choices is joined. */
export function excludedBy(choice: number): RawBuilder<unknown> {
  return sql`(select excluded from choice where no = ${sql.lit(choice)})::int[]`;
}

import type { UnitFilter } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { AskedForm } from '../asked-places.ts';
import type { AskedOf, PlannedChoice } from '../plan-rollup.ts';
import type { ReadScope } from './fold.ts';
import { literals, valueRows } from './sql-fragments.ts';
import { unitCondition } from './unit-condition.ts';

type Sql = RawBuilder<unknown>;

/**
 * Every reporter in the scope, as what it was on the last day, with the periods in which it owes each of the forms: a
 * column a form (as some issues ask it, where they differ), a bit a period (2 for the first, 4 for the second), null
 * for a form that it isn't asked. Each unit is looked up once, by its key: the planner, which thinks of few rows under
 * row security, would otherwise go through all of them for each submission.
 */
function selectAssigned(
  choices: readonly PlannedChoice[],
  forms: readonly AskedForm[],
  lastDay: string,
  { tenant, programme, year, periods, unopened }: ReadScope,
): Sql {
  const ofPeriods = periods ? sql` and c.period in (${literals(periods)})` : sql``;
  const opened = unopened.length > 0 ? sql` and c.period not in (${literals(unopened)})` : sql``;
  const owed = forms.map(
    (asked) => sql`bit_or(1 << c.period) filter (where ${isAsked(asked)}) as ${owedOf(forms, asked)}`,
  );
  const askedAs = choices.some((choice) => asksFor(choice, 'sectionCodes'))
    ? sql`,
        array_agg(s.asked_as) filter (where s.asked_as is not null) as asked_as`
    : sql``;
  const groups = choices.some((choice) => asksFor(choice, 'group'))
    ? sql`,
      array(select m.group_code from unit_group_members m where m.tenant_id = ${tenant} and m.unit_id = g.unit_id) as groups`
    : sql``;
  return sql`
    select g.*, u.kind, v.school_type, v.ownership, v.section_code,
      u.closes_on is null or u.closes_on >= ${sql.lit(lastDay)}::date as stands${groups}
    from (
      select s.unit_id,
        ${sql.join(owed, sql`,\n        `)}${askedAs}
      from collections c join submissions s on s.tenant_id = c.tenant_id and s.collection_id = c.id
      where c.tenant_id = ${tenant} and c.owner_tenant_id = ${sql.lit(programme.ownerTenantId)}
        and c.programme_code = ${sql.lit(programme.programmeCode)} and c.year = ${sql.lit(year)}${ofPeriods}${opened}
      group by s.unit_id
    ) g
    cross join lateral (select kind, closes_on from org_units where tenant_id = ${tenant} and id = g.unit_id limit 1) u
    cross join lateral (
      select school_type, ownership, section_code from org_unit_versions
      where tenant_id = ${tenant} and unit_id = g.unit_id and valid_from <= ${sql.lit(lastDay)}::date
      order by valid_from desc limit 1
    ) v`;
}

function asksFor({ asked }: PlannedChoice, trait: keyof UnitFilter): boolean {
  return asked.some(({ all, oneOf }) => [...all, ...oneOf.flat()].some((condition) => condition[trait] !== undefined));
}

/** A submission goes by the issue that it is pinned to. */
function isAsked({ form, issues }: AskedForm): Sql {
  const ofIssues = issues ? sql` and s.issue_no in (${literals(issues)})` : sql``;
  return sql`s.form_code = ${sql.lit(form)}${ofIssues}`;
}

/** The column of an asked form's owed periods, by its place among them. */
function owedOf(forms: readonly AskedForm[], asked: AskedForm): Sql {
  return sql.raw(`owed_${forms.findIndex((one) => keyOf(one) === keyOf(asked))}`);
}

function keyOf({ form, issues }: AskedForm): string {
  return JSON.stringify([form, issues]);
}

/** One row: the periods in which anybody owes each form. */
function selectOpened(forms: readonly AskedForm[], { hasChildren }: ReadScope): Sql {
  const opened = forms.map((form) => sql`bit_or(${owedOf(forms, form)}) as ${owedOf(forms, form)}`);
  return sql`select ${sql.join(opened)} from assigned${hasChildren ? sql` where kind <> 'section'` : sql``}`;
}

/** The periods owed of all forms that are asked together, of a row `row` that has a column a form. */
function owedOfAll(row: string, asked: AskedOf, forms: readonly AskedForm[]): Sql {
  return sql.join(
    asked.forms.map((form) => sql`${sql.raw(row)}.${owedOf(forms, form)}`),
    sql` & `,
  );
}

/**
 * Rows (no, unit_id, owed, counts): who answers the forms of a choice, what of them it owes, whether it counts. A
 * city's sections speak of the city's own office: beside what its districts delivered they count in no sum.
 */
function selectChosen(choices: readonly PlannedChoice[], forms: readonly AskedForm[], { hasChildren }: ReadScope): Sql {
  const isNoSection = hasChildren ? sql` and a.kind <> 'section'` : sql``;
  const branches = choices.map((choice, no) => {
    const [first, ...others] = choice.asked;
    if (!first)
      return sql`
      select ${sql.lit(no)} as no, a.unit_id, 0 as owed, false as counts from assigned a where false`;
    if (others.length > 0) return selectChosenByIssues(choice, no, forms, isNoSection);
    const owed = owedOfAll('a', first, forms);
    return sql`
      select ${sql.lit(no)} as no, a.unit_id, ${owed} as owed, ${unitCondition(first, choice.isStanding)}${isNoSection} as counts from assigned a
      where ${owed} is not null`;
  });
  return sql.join(branches, sql` union all `);
}

/** Where issues ask differently: what a unit owes by those whose conditions it meets. */
function selectChosenByIssues(
  { asked, isStanding }: PlannedChoice,
  no: number,
  forms: readonly AskedForm[],
  isNoSection: Sql,
): Sql {
  const ways = asked.map((one) => ({
    owed: owedOfAll('a', one, forms),
    counts: sql`(${unitCondition(one, isStanding)}${isNoSection})`,
  }));
  const owed = ways.map((way) => sql`case when ${way.counts} then coalesce(${way.owed}, 0) else 0 end`);
  const counts = ways.map((way) => sql`(${way.owed} is not null and ${way.counts})`);
  return sql`
      select ${sql.lit(no)} as no, a.unit_id, ${sql.join(owed, sql` | `)} as owed, ${sql.join(counts, sql` or `)} as counts
      from assigned a where ${sql.join(
        ways.map((way) => sql`${way.owed} is not null`),
        sql` or `,
      )}`;
}

/** The periods that anybody owes of a choice, of the row `o` of those opened. */
function openedOf({ asked }: PlannedChoice, forms: readonly AskedForm[]): Sql {
  if (asked.length === 0) return sql`0`;
  return sql.join(
    asked.map((one) => sql`coalesce(${owedOfAll('o', one, forms)}, 0)`),
    sql` | `,
  );
}

/**
 * Whom each choice counts, and what they owe: each its periods, or of a stock (where `latest` says which) the latest
 * opened one. Whom it leaves out, of those who answer the form, is the shorter list to look through, and mostly nobody:
 * then there is no list. Those whom it counts are listed only for who asks for each.
 */
function selectChoices(choices: readonly PlannedChoice[], forms: readonly AskedForm[], isByUnit: boolean): Sql {
  const rows = choices.map((choice, no) =>
    sql.join([sql.lit(no), openedOf(choice, forms), sql.lit(choice.owesLatest)]),
  );
  const counted = isByUnit
    ? sql`,
        array_agg(s.unit_id) filter (where s.counts) as included, array_agg(s.owed) filter (where s.counts) as owed`
    : sql``;
  return sql`
    select q.no, q.opened, q.latest, s.*
    from opened o
    cross join lateral (
      select v.no, v.opened, case when v.owes_latest then ${latestOf('v.opened')} end as latest
      from (values\n${valueRows(rows)}) as v(no, opened, owes_latest)
    ) q
    cross join lateral (
      select coalesce(sum(${countOwed('s.owed', 'q.latest')}) filter (where s.counts), 0)::int as expected,
        array_agg(s.unit_id) filter (where not s.counts) as excluded${counted}
      from chosen s where s.no = q.no
    ) s`;
}

const noChoice = sql`
  select 0 as no, 0 as opened, null::int as latest, 0 as expected, null::int[] as excluded, null::int[] as included,
    null::int[] as owed
  where false`;

/** All of them read what was retired before the year. */
function nobodyAsked(choices: readonly PlannedChoice[]): Sql {
  return sql`
    select no, 0 as opened, null::int as latest, 0 as expected, null::int[] as excluded, null::int[] as included,
      null::int[] as owed
    from generate_series(0, ${sql.lit(choices.length - 1)}) as no`;
}

/** The parts of a statement, in their order, that say whom its choices count. */
export function choiceParts(
  choices: readonly PlannedChoice[],
  lastDay: string,
  scope: ReadScope,
  { isByUnit }: { readonly isByUnit: boolean },
): readonly RawBuilder<unknown>[] {
  if (choices.length === 0) return [sql`choice as materialized (${noChoice})`];
  const asked = choices.flatMap((choice) => choice.asked.flatMap(({ forms }) => forms));
  const forms = [...new Map(asked.map((form) => [keyOf(form), form])).values()];
  if (forms.length === 0) return [sql`choice as materialized (${nobodyAsked(choices)})`];
  return [
    sql`assigned as materialized (${selectAssigned(choices, forms, lastDay, scope)})`,
    sql`opened as materialized (${selectOpened(forms, scope)})`,
    sql`chosen as (${selectChosen(choices, forms, scope)})`,
    sql`choice as materialized (${selectChoices(choices, forms, isByUnit)})`,
  ];
}

/** The last of the periods that a number's bits stand for; 0, which is none, where there is none. */
function latestOf(periods: string): Sql {
  return sql`greatest(length(ltrim(${sql.raw(periods)}::bit(32)::text, '0')) - 1, 0)`;
}

/** How many of these periods count: each, or the latest. */
export function countOwed(periods: string, latest: string): Sql {
  const [of, last] = [sql.raw(periods), sql.raw(latest)];
  return sql`(case when ${last} is null then bit_count(${of}::bit(32))::int else (${of} >> ${last}) & 1 end)`;
}

/**
 * That a row `a` of a reporter and a period is owed: asked for only where what says that there was an answer may be
 * older than what it is an answer of, as a register is than a column that an issue adds to it.
 */
export function isOwed(no: number, choice: PlannedChoice | undefined): Sql {
  if (!choice || choice.asked.every(({ forms }) => forms.every(({ issues }) => issues === null))) return sql``;
  return sql` and exists (
          select from chosen h
          where h.no = ${sql.lit(no)} and h.unit_id = a.unit_id and h.counts and (h.owed >> a.period) & 1 = 1)`;
}

/** The reporters that a choice leaves out, where no row of the choices is joined. */
export function excludedBy(choice: number): Sql {
  return sql`(select coalesce(excluded, '{}') from choice where no = ${sql.lit(choice)})::int[]`;
}

import type { UnitFilter } from '@huibao/domain';
import { sql, type RawBuilder } from 'kysely';
import type { AskedOf } from '../plan-rollup.ts';
import { literals } from './sql-fragments.ts';

/** `matchesUnit` in SQL, over a row `a` of assigned units. Unknown counts as no. */
export function unitCondition(asked: AskedOf, isStanding: boolean): RawBuilder<boolean> {
  const conditions = [
    ...asked.all.flatMap(conditionsOf),
    ...asked.oneOf.map(
      (filters) =>
        sql<boolean>`(${sql.join(
          filters.map((filter) => sql`(${and(conditionsOf(filter))})`),
          sql` or `,
        )})`,
    ),
    ...(isStanding ? [sql<boolean>`a.stands`] : []),
  ];
  return conditions.length === 0 ? sql`true` : sql`(${and(conditions)}) is true`;
}

function conditionsOf(filter: UnitFilter): RawBuilder<boolean>[] {
  return [
    ...(filter.kinds ? [sql<boolean>`a.kind in (${literals(filter.kinds)})`] : []),
    ...(filter.schoolTypes ? [sql<boolean>`(${isOfTypes(filter.schoolTypes)})`] : []),
    ...(filter.exceptSchoolTypes
      ? [sql<boolean>`(a.school_type is null or not (${isOfTypes(filter.exceptSchoolTypes)}))`]
      : []),
    ...(filter.ownership ? [sql<boolean>`a.ownership = ${sql.lit(filter.ownership)}`] : []),
    ...(filter.sectionCodes
      ? [
          sql<boolean>`(a.section_code in (${literals(filter.sectionCodes)}) or a.asked_as && array[${literals(filter.sectionCodes)}])`,
        ]
      : []),
    ...(filter.group === undefined ? [] : [sql<boolean>`a.groups @> array[${sql.lit(filter.group)}]`]),
  ];
}

/** A type, or one below it: their codes begin with its own. */
function isOfTypes(types: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.join(
    types.map((type) => sql`a.school_type ^@ ${sql.lit(type)}`),
    sql` or `,
  )}`;
}

function and(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

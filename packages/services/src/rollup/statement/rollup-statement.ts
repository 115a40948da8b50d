import { sql, type RawBuilder } from 'kysely';
import type { ProgrammeRef } from '../../forms/edition.repository.ts';
import type { RollupPlan } from '../plan-rollup.ts';
import { childBranch } from './child-branch.ts';
import { figureRows } from './figure-rows.ts';
import { finalSelect } from './final-select.ts';
import type { ReadScope } from './fold.ts';
import { listBranch } from './list-branch.ts';
import { choiceParts } from './reporters.ts';
import { pairBranches } from './pair-branches.ts';
import { unionAll } from './sql-fragments.ts';
import type { TenantParameter } from './tenant-parameter.ts';
import { termBranches } from './term-branches.ts';

/** A figure as the statement answers it; decimals as text, canonical. */
export interface FigureRow {
  /** Place in the plan's figures. */
  readonly figure: number;
  /** The reporter, where figures are asked for by unit; else null. */
  readonly unit_id: number | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[] | null;
  readonly answered: number;
  readonly expected: number;
  readonly leaves_answered: number;
  readonly leaves_expected: number;
  /** The periods opened of what it asks for, a bit each: 2 for the first, 4 for the second. */
  readonly periods: number;
}

/** A figure with its indicator's code. */
export interface ListedFigure extends FigureRow {
  readonly code: string;
}

export interface RollupScope {
  readonly programme: ProgrammeRef;
  readonly year: number;
  /** Every period of the year, by its place. */
  readonly yearPeriods: readonly number[];
  /** ISO date of the scope's end: who stands, and what each unit was, is as at that day. */
  readonly lastDay: string;
  /** Ordinals of the periods read; null reads the whole year. */
  readonly periods: readonly number[] | null;
  /** Those of them that are scheduled and haven't begun. */
  readonly unopened: readonly number[];
  /** Each reporter's own figures, rather than those over all of them. */
  readonly byUnit: boolean;
  /** Whether units of its own report to it in the year: a city has figures from below alone. */
  readonly hasReporters: boolean;
  /** Whether delivered figures of bureaus below count too. */
  readonly hasChildren: boolean;
}

/**
 * All figures of one tenant's year in one statement, made from their definitions: first over the periods within each
 * reporter, then over reporters. Each thing that an indicator reads is one range of `facts`, in the order of its key,
 * so that the time goes with the rows read and with nothing else in the table.
 */
export function rollupStatement(
  tenant: TenantParameter,
  plan: RollupPlan,
  { programme, year, yearPeriods, lastDay, periods, unopened, byUnit, hasReporters, hasChildren }: RollupScope,
): RawBuilder<FigureRow> {
  const scope: ReadScope = { tenant, programme, year, yearPeriods, periods, unopened, hasChildren };
  const { choices, lists } = hasReporters ? plan : { choices: [], lists: [] };
  const parts = [
    ...choiceParts(choices, lastDay, scope, { isByUnit: byUnit }),
    sql`taken (ix, unit_id, num, den, sorted, answered) as materialized (${unionAll(
      hasReporters ? takenBranches(plan, byUnit, scope) : [],
      nothingTaken,
    )})`,
    sql`listed (ix, unit_id, texts, answered) as materialized (${unionAll(
      lists.map((list) => listBranch(list, choices, byUnit, scope)),
      nothingListed,
    )})`,
    sql`figure (figure, op, own, choice, factor, element_id) as (values\n${figureRows(plan)})`,
    ...(hasChildren ? [sql`child as materialized (${childBranch(plan.figures, byUnit, scope)})`] : []),
  ];
  return sql<FigureRow>`with ${sql.join(parts, sql`,\n`)}\n${finalSelect(byUnit, hasChildren, { yearPeriods, lastDay, programme, year, tenant })}`;
}

function takenBranches(plan: RollupPlan, byUnit: boolean, scope: ReadScope): readonly RawBuilder<unknown>[] {
  const { terms, pairs } = plan;
  return [...termBranches(terms, byUnit, scope), ...pairBranches(pairs, terms.length, byUnit, scope)];
}

const nothingTaken = sql`
  select null::int as ix, null::int as unit_id, null::numeric as num, null::numeric as den, null::numeric[] as sorted,
    0 as answered
  where false`;
const nothingListed = sql`
  select null::int as ix, null::int as unit_id, null::text[] as texts, 0 as answered where false`;

import { allPeriods, periodOf, spanOf } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import type { QueryScope } from '../use-case.ts';
import { enterRollup } from './rollup-year.repository.ts';
import type { RollupScope } from './statement/rollup-statement.ts';

/** Who asks for figures. */
export interface Reader extends Pick<QueryScope, 'trx' | 'actor'> {
  /** Of a tenant with bureaus below: its own schools and sections alone, as if nobody delivered to it. */
  readonly isOwnAlone?: boolean;
  /** What those below delivered alone. */
  readonly isBelowAlone?: boolean;
}

/** What the statement needs to know beyond the plan. Without periods: of the whole year. */
export async function scopeOf(
  { trx, actor, isOwnAlone = false, isBelowAlone = false }: Reader,
  edition: Edition,
  { periods }: { readonly periods?: readonly number[] },
  byUnit: boolean,
): Promise<RollupScope> {
  const { year, calendar, ownerTenantId, programmeCode } = edition;
  const tenant = await enterRollup(trx, actor.tenantId, edition, actor.now());
  const last = periods && periods.length > 0 ? periodOf(calendar, year, Math.max(...periods)) : spanOf(calendar, year);
  return {
    programme: { ownerTenantId, programmeCode },
    year,
    yearPeriods: allPeriods(calendar),
    lastDay: last.endsOn,
    periods: periods ?? null,
    unopened: tenant?.unopened ?? [],
    byUnit,
    hasReporters: tenant?.hasReporters === true && !isBelowAlone,
    // Deliveries are of a whole year: a part of one has no figures from below.
    hasChildren: tenant?.kind !== 'bureau' && periods === undefined && !isOwnAlone,
  };
}

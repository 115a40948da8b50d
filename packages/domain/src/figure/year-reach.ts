import type { Localized } from '../localized.ts';

/** One period of a year: whether it was opened, and how many of the forms owed in it are accepted. */
export interface PeriodReach {
  readonly ordinal: number;
  readonly name: Localized;
  readonly phase: 'unopened' | 'open' | 'closed';
  readonly accepted: number;
  readonly owed: number;
}

/** How far a year goes. */
export interface YearReach {
  readonly year: number;
  /** Of the tenant's own reporters; empty where none report to it. */
  readonly periods: readonly PeriodReach[];
  /** Above the first level: the bureaus below whose report of the year was accepted. */
  readonly bureaus: { readonly accepted: number; readonly owed: number } | null;
}

function isAccepted({ accepted, owed }: { readonly accepted: number; readonly owed: number }): boolean {
  return accepted >= owed;
}

/** Whether nothing more is to come: every period closed, and everything owed accepted. */
export function isYearOver({ periods, bureaus }: YearReach): boolean {
  return (
    periods.every((period) => period.phase === 'closed' && isAccepted(period)) &&
    (bureaus === null || isAccepted(bureaus))
  );
}

/** The last period that it goes to, all before it being through: closed, or everything of it accepted. */
export function lastPeriodThrough({ periods }: YearReach): PeriodReach | undefined {
  const through = periods.findIndex(
    (period) => period.phase === 'unopened' || (period.phase === 'open' && !(period.owed > 0 && isAccepted(period))),
  );
  return through === -1 ? periods.at(-1) : periods[through - 1];
}

/** Periods of which something is still to come, with what it is. */
export function periodsToCome({ periods }: YearReach): readonly PeriodReach[] {
  return periods.filter((period) => period.phase === 'unopened' || !isAccepted(period));
}

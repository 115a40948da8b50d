import { allPeriods } from '../calendar/period.ts';
import type { ProgrammeCalendar } from '../calendar/programme-calendar.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import type { IndicatorValue } from './value.ts';

/** What tells how much of a figure is in. */
export type Coverage = Pick<IndicatorValue, 'answered' | 'expected' | 'periods' | 'leaves'>;

/**
 * Whether fewer are in than the indicator's floor asks, here or behind what came from below: marked wherever it is
 * shown.
 */
export function isPartial(value: Omit<Coverage, 'periods'> | null | undefined, floor: string): boolean {
  if (!value) return false;
  return [value, ...(value.leaves ? [value.leaves] : [])].some(
    ({ answered, expected }) => expected > 0 && new ExactDecimal(answered).dividedBy(expected).lessThan(floor),
  );
}

/** Whether all is in that is owed of the periods opened so far, and behind what came from below. */
export function isAllIn(value: Omit<Coverage, 'periods'> | null | undefined): boolean {
  if (!value || value.expected === 0) return false;
  return value.answered >= value.expected && (!value.leaves || value.leaves.answered >= value.leaves.expected);
}

/** Whether everything is in of just these periods. */
export function isAllInOf(
  value: Coverage | null | undefined,
  calendar: ProgrammeCalendar,
  periods: readonly number[],
): boolean {
  if (!value || !isAllIn(value)) return false;
  const own = coveredPeriods(value, calendar);
  return own.length === periods.length && own.every((period) => periods.includes(period));
}

/**
 * The periods over which figures of one year can stand beside each other: the most that any of those has of which
 * everything is in. Whoever opened fewer isn't compared with them.
 */
export function comparedPeriods(
  values: readonly (Coverage | null | undefined)[],
  calendar: ProgrammeCalendar,
): readonly number[] {
  return values
    .flatMap((value) => (value && isAllIn(value) ? [coveredPeriods(value, calendar)] : []))
    .reduce<readonly number[]>((most, periods) => (periods.length > most.length ? periods : most), []);
}

/** The periods that a figure is of: the year's, of what was frozen before they were kept. */
export function coveredPeriods(value: Pick<IndicatorValue, 'periods'>, calendar: ProgrammeCalendar): readonly number[] {
  return value.periods ?? allPeriods(calendar);
}

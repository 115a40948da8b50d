import { ExactDecimal } from '../exact-decimal.ts';
import { termsOf } from '../period.ts';
import type { IndicatorValue } from './value.ts';

/** What tells how much of a figure is in. */
export type Coverage = Pick<IndicatorValue, 'answered' | 'expected' | 'periods' | 'leaves'>;

/** Whether fewer are in than the indicator's floor asks, here or behind what came from below: marked wherever it is shown. */
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

/** Whether everything is in, of every period of the year: only such figures stand for a year beside each other. */
export function isOfWholeYear(value: Coverage | null | undefined, year: number): boolean {
  return isAllIn(value) && termsOf(year).every(({ ordinal }) => value?.periods?.includes(ordinal) ?? true);
}

/** The periods that a figure is of: the year's, of what was frozen before they were kept. */
export function periodsOf(value: Pick<IndicatorValue, 'periods'>, year: number): readonly number[] {
  return value.periods ?? termsOf(year).map(({ ordinal }) => ordinal);
}

import { coverSameDays } from '../calendar/period.ts';
import type { ProgrammeCalendar } from '../calendar/programme-calendar.ts';
import { ExactDecimal } from '../exact-decimal.ts';
import type { Localized } from '../localized.ts';
import { coveredPeriods, isAllIn } from './coverage.ts';
import type { FigureFormat } from './format.ts';
import type { IndicatorValue } from './value.ts';

/** Why there is no change to be said. */
export type NoChangeReason =
  /** Nobody has answered this year. */
  | 'nothing_now'
  /** There is nothing of last year. */
  | 'nothing_before'
  /** The two are of different periods, and none is in both. */
  | 'other_periods'
  /** Not everything is in, and no reporter is whole in both years. */
  | 'not_like_with_like'
  /** From zero there is no per cent. */
  | 'from_zero'
  /** The same two of what is compared, a part of the year or of the reporters: the figures beside it are of more. */
  | 'nothing_alike'
  | 'zero_alike';

/** What a figure has changed by since last year: of like with like, or none, and why. */
export type Change =
  | {
      readonly kind: 'change';
      /** Everybody of both years, all in; or 同口径, the reporters that are whole in both. */
      readonly basis: 'all' | 'same_reporters';
      /** 同口径: how many they are. */
      readonly reporters: number | null;
      /** Names of the periods compared, where they aren't the whole year. */
      readonly periods: readonly Localized[] | null;
      readonly now: string;
      readonly before: string;
      /** Signed, one decimal: per cent of last year's; of a share its percentage points. */
      readonly by: string;
      readonly isPoints: boolean;
    }
  | { readonly kind: 'none'; readonly reason: NoChangeReason };

export interface ComparedOn {
  readonly basis: 'all' | 'same_reporters';
  readonly reporters?: number;
  readonly periods?: readonly Localized[];
}

interface Compared {
  readonly format: FigureFormat;
}

/** A share changes by percentage points, never by per cent of per cent. */
export function isShare({ format }: Compared): boolean {
  return format.style === 'percent' || format.style === 'permille';
}

/** The change between two values that are known to be like with like. */
export function changeBetween(
  indicator: Compared,
  now: string | null,
  before: string | null,
  { basis, reporters, periods }: ComparedOn,
): Change {
  const isPart = basis === 'same_reporters' || periods !== undefined;
  if (now === null) return { kind: 'none', reason: isPart ? 'nothing_alike' : 'nothing_now' };
  if (before === null) return { kind: 'none', reason: isPart ? 'nothing_alike' : 'nothing_before' };
  const isPoints = isShare(indicator);
  const base = new ExactDecimal(before);
  if (!isPoints && base.isZero()) return { kind: 'none', reason: isPart ? 'zero_alike' : 'from_zero' };
  const difference = new ExactDecimal(now).minus(base);
  const by = (isPoints ? difference : difference.dividedBy(base.abs()).times(100)).toFixed(1);
  return { kind: 'change', basis, reporters: reporters ?? null, periods: periods ?? null, now, before, by, isPoints };
}

/** A year's calendar and last year's, which may divide it otherwise. */
export interface CalendarPair {
  readonly now: ProgrammeCalendar;
  readonly before: ProgrammeCalendar;
}

/** Whether two figures as they stand are like with like: of the same days of their year, and all in. */
export function isLikeWithLike(now: IndicatorValue, before: IndicatorValue, calendars: CalendarPair): boolean {
  return areOfSameDays(now, before, calendars) && isAllIn(now) && isAllIn(before);
}

function areOfSameDays(now: IndicatorValue, before: IndicatorValue, calendars: CalendarPair): boolean {
  return coverSameDays(
    { calendar: calendars.now, periods: coveredPeriods(now, calendars.now) },
    { calendar: calendars.before, periods: coveredPeriods(before, calendars.before) },
  );
}

/** The change between two figures that can't be taken apart: theirs as they stand, or none. */
export function changeOfWhole(
  indicator: Compared,
  now: IndicatorValue | null | undefined,
  before: IndicatorValue | null | undefined,
  calendars: CalendarPair,
): Change {
  if (!now || now.value === null) return { kind: 'none', reason: 'nothing_now' };
  if (!before || before.value === null) return { kind: 'none', reason: 'nothing_before' };
  if (isLikeWithLike(now, before, calendars))
    return changeBetween(indicator, now.value, before.value, { basis: 'all' });
  const isOfSameDays = areOfSameDays(now, before, calendars);
  return { kind: 'none', reason: isOfSameDays ? 'not_like_with_like' : 'other_periods' };
}

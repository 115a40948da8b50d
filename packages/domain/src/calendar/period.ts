import type { Localized } from '../localized.ts';
import { dayBefore } from './calendar-date.ts';
import { dateOf, type ProgrammeCalendar } from './programme-calendar.ts';

/** A period of one year's edition: a term, a quarter, a month, the whole year. */
export interface Period {
  /** 1-based, chronological within the year. */
  readonly ordinal: number;
  readonly code: string;
  /** Without the year: 春季学期. */
  readonly name: Localized;
  readonly short: Localized;
  /** With it: 2026 春季学期. */
  readonly label: Localized;
  /** ISO dates, both inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
  /** The first day of its year. */
  readonly yearStartsOn: string;
}

/** The whole year, beside its periods. */
export function yearName(year: number): Localized {
  return { zh: `${year} 年度`, en: `Year ${year}` };
}

export function periodsOf(calendar: ProgrammeCalendar, year: number): readonly Period[] {
  const { startsOn: yearStartsOn, endsOn: yearEndsOn } = spanOf(calendar, year);
  return calendar.periods.map(({ code, label, short, starts }, index, all) => {
    const next = all[index + 1];
    return {
      ordinal: index + 1,
      code,
      name: label,
      short,
      label: { zh: `${year} ${label.zh}`, en: `${label.en} ${year}` },
      startsOn: dateOf(starts, year),
      endsOn: next ? dayBefore(dateOf(next.starts, year)) : yearEndsOn,
      yearStartsOn,
    };
  });
}

/** Throws `RangeError` where the calendar has none of that place. */
export function periodOf(calendar: ProgrammeCalendar, year: number, ordinal: number): Period {
  const period = periodsOf(calendar, year)[ordinal - 1];
  if (!period) throw new RangeError(`period ${ordinal} of ${year}`);
  return period;
}

/** First and last day of a year's edition, ISO dates. */
export function spanOf(
  { periods: [first] }: ProgrammeCalendar,
  year: number,
): { readonly startsOn: string; readonly endsOn: string } {
  const starts = first?.starts ?? '01-01';
  return { startsOn: dateOf(starts, year), endsOn: dayBefore(dateOf(starts, year + 1)) };
}

/** Every period's place. */
export function allPeriods({ periods }: ProgrammeCalendar): readonly number[] {
  return periods.map((_, index) => index + 1);
}

/** Whether these are all of the year's. */
export function isWholeYear(periods: readonly number[], calendar: ProgrammeCalendar): boolean {
  return new Set(periods).size === calendar.periods.length;
}

/** Names without the year, of periods by their place. */
export function namesOf(calendar: ProgrammeCalendar, periods: readonly number[]): readonly Localized[] {
  return periods.flatMap((ordinal) => calendar.periods[ordinal - 1]?.label ?? []);
}

/**
 * Whether periods of two years cover the same days of their year: two terms and four quarters do as a whole, a term and
 * a quarter don't.
 */
export function coverSameDays(some: CoveredPeriods, others: CoveredPeriods): boolean {
  return daysCovered(some) === daysCovered(others);
}

export interface CoveredPeriods {
  readonly calendar: ProgrammeCalendar;
  readonly periods: readonly number[];
}

/** The days between which no period is left out, as days of any year: `01-01/09-01`. */
function daysCovered({ calendar, periods }: CoveredPeriods): string {
  const ends = [...calendar.periods.slice(1).map(({ starts }) => starts), 'end'];
  const spans: { from: string; to: string; last: number }[] = [];
  for (const ordinal of [...new Set(periods)].sort((a, b) => a - b)) {
    const [from, to] = [calendar.periods[ordinal - 1]?.starts ?? '', ends[ordinal - 1] ?? ''];
    const before = spans.at(-1);
    if (before?.last === ordinal - 1) Object.assign(before, { to, last: ordinal });
    else spans.push({ from, to, last: ordinal });
  }
  return spans.map(({ from, to }) => `${from}/${to}`).join(',');
}

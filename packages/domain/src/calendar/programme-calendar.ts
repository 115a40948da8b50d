import type { Localized } from '../localized.ts';

/** A day of an edition: `MM-DD` of the year that names it; `+1 MM-DD` of the next year, `+2 MM-DD` of the one after. */
export type CalendarDay = string;

export interface CalendarPeriod {
  readonly code: string;
  /** Without the year: 春季学期, 第一季度. */
  readonly label: Localized;
  /** As short as it goes, behind or before two digits of a year: 春, Q1. */
  readonly short: Localized;
  /** Its first day. It goes to the day before the next one's, the last to the day before the first's a year later. */
  readonly starts: CalendarDay;
  readonly opens: CalendarDay;
  /** Both include their day. */
  readonly due: CalendarDay;
  readonly closes: CalendarDay;
}

/**
 * When a programme collects and reports. Its periods divide the year without a gap: a flow covers each of its days
 * once, a stock is as at a period's last day.
 */
export interface ProgrammeCalendar {
  /** In their order; a period is known by its place among them, from 1 on. */
  readonly periods: readonly CalendarPeriod[];
  /** To the superiors: before this day. */
  readonly reportDue: CalendarDay;
  /** To the public: before this day. */
  readonly publishDue: CalendarDay;
}

/** As many as the database keeps of a figure, a bit each; a year has no more months. */
export const mostPeriods = 12;

/** The ISO date of a day in the edition of a year. */
export function dateOf(day: CalendarDay, year: number): string {
  const [, later = '0', monthDay = ''] = /^(?:\+([12]) )?(\d\d-\d\d)$/.exec(day) ?? [];
  return `${year + Number(later)}-${monthDay}`;
}

import { localDate } from '../calendar/local-time.ts';
import { dateOf, type ProgrammeCalendar } from '../calendar/programme-calendar.ts';

/** The days before which a year's report is sent up and published, ISO. */
export interface StatutoryDays {
  readonly report: string;
  readonly publish: string;
}

/** 督察工作规定: 每年3月1日之前 to the superiors, 4月1日之前 to the public; as the calendar has them. */
export function statutoryDays(
  year: number,
  { reportDue, publishDue }: Pick<ProgrammeCalendar, 'reportDue' | 'publishDue'>,
): StatutoryDays {
  return { report: dateOf(reportDue, year), publish: dateOf(publishDue, year) };
}

/** 之前: the last day in time is the one before it. A reminder's instant, the beginning of that day, says the same. */
export function isTooLate(statutoryDay: string, at: Date): boolean {
  return localDate(at) >= statutoryDay;
}

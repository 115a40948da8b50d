import { dayBefore } from '../calendar/calendar-date.ts';
import { localDate } from '../calendar/local-time.ts';
import { dateOf, type ProgrammeCalendar } from '../calendar/programme-calendar.ts';

/** The last days on which a year's report is sent up and published in time, ISO. */
export interface StatutoryDays {
  readonly report: string;
  readonly publish: string;
}

/**
 * A calendar names the days before which it is (督察工作规定: 每年3月1日之前 to the superiors, 4月1日之前 to the public), since the
 * last of February is another in a leap year. Whoever asks, shows or compares goes by the last day, which is in time to
 * its end: 政府信息公开条例's 1月31日 is a calendar's 1 February.
 */
export function statutoryDays(
  year: number,
  { reportDue, publishDue }: Pick<ProgrammeCalendar, 'reportDue' | 'publishDue'>,
): StatutoryDays {
  return { report: dayBefore(dateOf(reportDue, year)), publish: dayBefore(dateOf(publishDue, year)) };
}

/** In the bureaus' zone. A reminder's instant, the end of the last day, says the same. */
export function isTooLate(lastDay: string, at: Date): boolean {
  return localDate(at) > lastDay;
}

import {
  dateOf,
  endOfLocalDate,
  HuibaoError,
  startOfLocalDate,
  type CollectionWindow,
  type ProgrammeCalendar,
} from '@huibao/domain';

/** The dates that the calendar proposes, as instants. */
export function windowOf(
  calendar: ProgrammeCalendar,
  year: number,
  period: number,
  dates: { opensOn?: string | undefined; dueOn?: string | undefined; closesOn?: string | undefined },
): CollectionWindow {
  const proposed = calendar.periods[period - 1];
  if (!proposed) throw new HuibaoError('collection.window_invalid');
  return {
    opensAt: startOfLocalDate(dates.opensOn ?? dateOf(proposed.opens, year)),
    dueAt: endOfLocalDate(dates.dueOn ?? dateOf(proposed.due, year)),
    closesAt: endOfLocalDate(dates.closesOn ?? dateOf(proposed.closes, year)),
  };
}

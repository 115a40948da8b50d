import {
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
  const proposed = calendar.windows[period - 1];
  if (!proposed) throw new HuibaoError('collection.window_invalid');
  const dueOn = dates.dueOn ?? `${proposed.dueNextYear ? year + 1 : year}-${proposed.due}`;
  const closesOn = dates.closesOn ?? `${proposed.closesNextYear ? year + 1 : year}-${proposed.closes}`;
  return {
    opensAt: startOfLocalDate(dates.opensOn ?? `${year}-${proposed.opens}`),
    dueAt: endOfLocalDate(dueOn),
    closesAt: endOfLocalDate(closesOn),
  };
}

import {
  endOfLocalDate,
  HuibaoError,
  startOfLocalDate,
  type CollectionWindow,
  type ProgrammeCalendar,
} from '@huibao/domain';

/** A window as screens take it: ISO instants, ends exclusive. */
export interface CollectionTimes {
  readonly opensAt: string;
  readonly dueAt: string;
  readonly closesAt: string;
}

export function timesOf(window: CollectionWindow): CollectionTimes {
  return {
    opensAt: window.opensAt.toISOString(),
    dueAt: window.dueAt.toISOString(),
    closesAt: window.closesAt.toISOString(),
  };
}

/** An extension moves the end that it lies beyond, and no other. */
export function extendWindow(window: CollectionWindow, extendedUntil: Date | null): CollectionWindow {
  return {
    opensAt: window.opensAt,
    dueAt: later(window.dueAt, extendedUntil),
    closesAt: later(window.closesAt, extendedUntil),
  };
}

function later(date: Date, extension: Date | null): Date {
  return extension && extension > date ? extension : date;
}

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

import { dateOf, type CalendarDay } from '../calendar/programme-calendar.ts';
import { placed, repeated, type DefinitionIssue, type DefinitionPath } from '../form/definition-issue.ts';
import type { Programme } from './definition.ts';

/** Any year: no day of a calendar depends on which. */
const someYear = 2025;

/**
 * Periods follow one another within a year, a collection opens before it is due and closes no earlier, and the public
 * hears no earlier than the superiors.
 */
export function calendarIssues({
  calendar: { periods, reportDue, publishDue },
}: Programme): readonly DefinitionIssue[] {
  const within = placed(periods, ['calendar', 'periods']);
  const first = periods[0]?.starts ?? '01-01';
  return [
    ...repeated('period', within),
    ...within.flatMap(({ item: { starts, opens, due, closes }, path }, index) => {
      const before = periods[index - 1]?.starts;
      const isNext =
        before === undefined ? !starts.startsWith('+') : isBefore(before, starts) && isWithinYear(first, starts);
      return [
        ...(isNext ? [] : [outOfOrder([...path, 'starts'], starts)]),
        ...(isBefore(due, opens) ? [outOfOrder([...path, 'due'], due)] : []),
        ...(isBefore(closes, due) ? [outOfOrder([...path, 'closes'], closes)] : []),
      ];
    }),
    ...(isBefore(publishDue, reportDue) ? [outOfOrder(['calendar', 'publishDue'], publishDue)] : []),
  ];
}

function isBefore(one: CalendarDay, other: CalendarDay): boolean {
  return dateOf(one, someYear) < dateOf(other, someYear);
}

function isWithinYear(first: CalendarDay, day: CalendarDay): boolean {
  return dateOf(day, someYear) < dateOf(first, someYear + 1);
}

function outOfOrder(path: DefinitionPath, day: CalendarDay): DefinitionIssue {
  return {
    code: 'definition.day_out_of_order',
    path,
    params: { day },
    sentence: `${day} comes before what it should follow, or too late`,
  };
}

import { describe, expect, it } from 'vitest';
import { dayAfter, dayBefore, yearBefore } from './calendar-date.ts';
import { coverSameDays, isWholeYear, periodOf, periodsOf, spanOf } from './period.ts';
import { dateOf, type CalendarPeriod, type ProgrammeCalendar } from './programme-calendar.ts';
import { twoTerms } from './sample-calendar.ts';

const beginning = (...starts: readonly string[]): ProgrammeCalendar => ({
  ...twoTerms,
  periods: starts.map((day, index): CalendarPeriod => ({
    code: `p${index}`,
    label: { zh: `第${index + 1}段`, en: `Part ${index + 1}` },
    short: { zh: String(index + 1), en: String(index + 1) },
    starts: day,
    opens: day,
    due: day,
    closes: day,
  })),
});
const quarters = beginning('01-01', '04-01', '07-01', '10-01');
const months = beginning(...Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(2, '0')}-01`));
const schoolYear = beginning('09-01', '+1 02-01');

describe('periods of a calendar', () => {
  it('follow one another through the year, be they one, two, four or twelve', () => {
    for (const calendar of [beginning('01-01'), twoTerms, quarters, months, schoolYear])
      for (const year of [2024, 2025]) {
        const periods = periodsOf(calendar, year);
        const { startsOn, endsOn } = spanOf(calendar, year);
        expect([periods[0]?.startsOn, periods.at(-1)?.endsOn]).toEqual([startsOn, endsOn]);
        for (const [index, period] of periods.slice(1).entries())
          expect(period.startsOn).toBe(dayAfter(periods[index]?.endsOn ?? ''));
        expect(dayAfter(endsOn)).toBe(spanOf(calendar, year + 1).startsOn);
      }
  });

  it('end in February on its last day, whichever that is', () => {
    expect([2024, 2025].map((year) => periodOf(months, year, 2).endsOn)).toEqual(['2024-02-29', '2025-02-28']);
  });

  it('of a school year go into the next', () => {
    expect(periodsOf(schoolYear, 2026)).toMatchObject([
      { startsOn: '2026-09-01', endsOn: '2027-01-31', yearStartsOn: '2026-09-01' },
      { startsOn: '2027-02-01', endsOn: '2027-08-31', yearStartsOn: '2026-09-01' },
    ]);
  });

  it('are named with the year and without', () => {
    expect(periodOf(twoTerms, 2024, 2)).toMatchObject({
      name: { zh: '秋季学期', en: 'Autumn term' },
      label: { zh: '2024 秋季学期', en: 'Autumn term 2024' },
    });
    expect(() => periodOf(twoTerms, 2024, 3)).toThrow(RangeError);
  });

  it('are a whole year all together, in whatever order', () => {
    expect([isWholeYear([2, 1], twoTerms), isWholeYear([1], twoTerms), isWholeYear([1, 2], quarters)]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('periods of two calendars', () => {
  const same = (some: ProgrammeCalendar, a: readonly number[], others: ProgrammeCalendar, b: readonly number[]) =>
    coverSameDays({ calendar: some, periods: a }, { calendar: others, periods: b });

  it('cover the same days as a whole, however divided', () => {
    expect(same(twoTerms, [1, 2], quarters, [4, 3, 2, 1])).toBe(true);
    expect(same(quarters, [2, 3], months, [4, 5, 6, 7, 8, 9])).toBe(true);
    expect(
      same(
        beginning('01-01'),
        [1],
        months,
        Array.from({ length: 12 }, (_, index) => index + 1),
      ),
    ).toBe(true);
  });

  it('don’t where one has days that the other lacks', () => {
    expect(same(twoTerms, [1], quarters, [1, 2])).toBe(false);
    expect(same(quarters, [1, 3], quarters, [1, 2, 3])).toBe(false);
    expect(same(twoTerms, [1, 2], schoolYear, [1, 2])).toBe(false);
    expect(same(twoTerms, [], twoTerms, [1])).toBe(false);
  });
});

describe('days of a calendar', () => {
  it('are of the year that names it, or of the next ones', () => {
    expect(['03-01', '+1 03-01', '+2 01-20'].map((day) => dateOf(day, 2026))).toEqual([
      '2026-03-01',
      '2027-03-01',
      '2028-01-20',
    ]);
  });

  it('have a day before, a day after, and the same a year before', () => {
    expect([dayBefore('2025-01-01'), dayAfter('2024-02-28'), dayAfter('2023-02-28')]).toEqual([
      '2024-12-31',
      '2024-02-29',
      '2023-03-01',
    ]);
    expect([yearBefore('2025-09-01'), yearBefore('2024-02-29')]).toEqual(['2024-09-01', '2023-02-28']);
  });
});

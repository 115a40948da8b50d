import { expect, it } from 'vitest';
import { endOfLocalDate } from '../calendar/local-time.ts';
import { isTooLate, statutoryDays } from './statutory-day.ts';

it('3月1日之前: the last minute of February is in time, 1 March is not, in the bureaus’ zone', () => {
  for (const [year, lastDay] of [
    [2024, '2025-02-28'],
    [2027, '2028-02-29'],
  ] as const) {
    const { report, publish } = statutoryDays(year, { reportDue: '+1 03-01', publishDue: '+1 04-01' });
    expect([report, publish]).toEqual([lastDay, `${year + 1}-03-31`]);
    expect(isTooLate(report, new Date(`${lastDay}T23:59:59+08:00`))).toBe(false);
    expect(isTooLate(report, endOfLocalDate(report))).toBe(true);
    expect(isTooLate(publish, new Date(`${year + 1}-03-31T23:59:59+08:00`))).toBe(false);
  }
});

it('1月31日: all of that day is in time, whatever day it is elsewhere', () => {
  const { report } = statutoryDays(2026, { reportDue: '+1 02-01', publishDue: '+1 04-01' });
  expect(report).toBe('2027-01-31');
  for (const inTime of ['2027-01-31T00:00:00+08:00', '2027-01-31T23:59:59+08:00', '2027-01-31T15:59:59Z'])
    expect(isTooLate(report, new Date(inTime))).toBe(false);
  for (const late of ['2027-02-01T00:00:00+08:00', '2027-01-31T16:00:00Z'])
    expect(isTooLate(report, new Date(late))).toBe(true);
});

import { expect, it } from 'vitest';
import { startOfLocalDate } from '../calendar/local-time.ts';
import { isTooLate, statutoryDays } from './statutory-day.ts';

it('3月1日之前: the last minute of February is in time, 1 March is not, in the bureaus’ zone', () => {
  for (const [year, lastDay] of [
    [2024, '2025-02-28'],
    [2027, '2028-02-29'],
  ] as const) {
    const { report, publish } = statutoryDays(year, { reportDue: '+1 03-01', publishDue: '+1 04-01' });
    expect([report, publish]).toEqual([`${year + 1}-03-01`, `${year + 1}-04-01`]);
    expect(isTooLate(report, new Date(`${lastDay}T23:59:59+08:00`))).toBe(false);
    expect(isTooLate(report, startOfLocalDate(report))).toBe(true);
    expect(isTooLate(publish, new Date(`${year + 1}-03-31T23:59:59+08:00`))).toBe(false);
  }
});

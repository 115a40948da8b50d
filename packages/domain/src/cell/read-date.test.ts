import { expect, it } from 'vitest';
import { readDate } from './read-date.ts';

const read = (text: string): string | undefined => readDate(text.normalize('NFKC').trim(), 2026);

it.each([
  ['9月8日', '2026-09-08'],
  ['9 月 8 号', '2026-09-08'],
  ['９月８日', '2026-09-08'],
  ['9/8', '2026-09-08'],
  ['9-8', '2026-09-08'],
  ['9月8日（星期二）', '2026-09-08'],
  ['2026/9/9 0:00:00', '2026-09-09'],
  ['2026-09-09T00:00:00.000Z', '2026-09-09'],
  ['2026/9/9 12:00:00 AM', undefined],
  ['2026年9月12日 星期六', '2026-09-12'],
  ['2026年9月12日星期六', '2026-09-12'],
  ['2026 年 9 月 12 日 周六', '2026-09-12'],
  ['2026.09.12', '2026-09-12'],
  ['20260912', '2026-09-12'],
  ['46274', '2026-09-09'],
])('reads %s as %s', (text, date) => {
  expect(read(text)).toBe(date);
});

it.each([
  '9.8',
  '9/8/2026',
  '26/9/8',
  '2026/9',
  '9月',
  '2026-02-30',
  '2月30日',
  '2026/9/9 8:30',
  '12345',
  '99999',
  '下周一',
  '',
])('guesses nothing of %s', (text) => {
  expect(read(text)).toBeUndefined();
});

it('reads no date without a year where the period is not known', () => {
  expect(readDate('9月8日')).toBeUndefined();
  expect(readDate('2026年9月8日')).toBe('2026-09-08');
});

import pg from 'pg';
import { expect, test } from 'vitest';
import { readInstant } from './read-instant.ts';

const byDriver = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ, 'text') as (text: string) => unknown;

test('an instant is the one that is written, to the millisecond', () => {
  expect(readInstant('2026-11-28 05:28:17.123456+00')?.toISOString()).toBe('2026-11-28T05:28:17.123Z');
  expect(readInstant('2026-11-28 05:28:17+00')?.toISOString()).toBe('2026-11-28T05:28:17.000Z');
  expect(readInstant('2026-11-28 05:28:17.1+08')?.toISOString()).toBe('2026-11-27T21:28:17.100Z');
  expect(readInstant('2026-02-28 23:30:00.05-03')?.toISOString()).toBe('2026-03-01T02:30:00.050Z');
  expect(readInstant('9999-12-31 23:59:59.999999+00')?.toISOString()).toBe('9999-12-31T23:59:59.999Z');
});

test('whatever is written otherwise is left to the driver', () => {
  for (const text of [
    'infinity',
    '-infinity',
    '0001-01-01 00:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    '12026-11-28 05:28:17+00',
    '2026-11-28 05:28:17',
    '2026-11-28 05:28:17+05:30',
    '2026-11-28 05:28:17.5+05:30',
    '1900-01-01 08:05:43+08:05:43',
    '2026-11-28',
  ])
    expect([text, readInstant(text)]).toEqual([text, undefined]);
});

test('as the driver reads it, of every day and of every thousandth', () => {
  const texts = [
    ...Array.from({ length: 1000 }, (_, n) => `2026-07-04 12:34:56.${String(n).padStart(3, '0')}+00`),
    ...Array.from({ length: 4000 }, (_, n) => {
      const day = new Date(Date.UTC(1890, 0, 1) + n * 13.37 * 86_400_000).toISOString();
      return `${day.slice(0, 10)} ${day.slice(11, 19)}${['+00', '+08', '-11', '.250000+14'][n % 4]}`;
    }),
  ];
  for (const text of texts) expect([text, readInstant(text)]).toEqual([text, byDriver(text)]);
});

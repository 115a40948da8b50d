import { expect, it } from 'vitest';
import { placeAfter } from './grid-cursor.ts';

it('moves within the table, and nowhere else', () => {
  const from = { row: 1, column: 1 };
  const after = (key: string, isControl = false) => placeAfter(key, isControl, from, 30, 4);
  expect(after('ArrowDown')).toEqual({ row: 2, column: 1 });
  expect(after('ArrowUp', true)).toEqual({ row: 0, column: 1 });
  expect(after('ArrowRight', true)).toEqual({ row: 1, column: 3 });
  expect(after('PageUp')).toEqual({ row: 0, column: 1 });
  expect([after('Home'), after('End'), after('Home', true), after('End', true)]).toEqual([
    { row: 1, column: 0 },
    { row: 1, column: 3 },
    { row: 0, column: 0 },
    { row: 29, column: 3 },
  ]);
  expect(after('Enter')).toBeUndefined();
});

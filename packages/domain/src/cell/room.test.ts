import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { formLimits, FormRoom, isNearLimit, occupancyOf } from './room.ts';

const cell = (code: string, key: string, value = 'x'): Cell => ({ code, key, state: 'value', value });
const rowsOf = (count: number, columns: number, register = 'r'): readonly Cell[] =>
  Array.from({ length: count }, (_, row) =>
    Array.from({ length: columns }, (__, column) => cell(`${register}.c${column}`, `row-${row}`)),
  ).flat();

describe('the room of a form', () => {
  it('takes as many rows as a register may have, and no further one', () => {
    const room = new FormRoom(occupancyOf(rowsOf(formLimits.rowsPerRegister - 1, 2)));
    expect(room.admit(cell('r.c0', 'last'))).toBeNull();
    expect(room.admit(cell('r.c1', 'last'))).toBeNull();
    expect(room.admit(cell('r.c0', 'beyond'))).toMatchObject({ code: 'submission.too_many_rows' });
    expect(room.admit(cell('r.c5', 'row-0'))).toBeNull();
    expect(room.admit(cell('other.c0', 'first'))).toBeNull();
  });

  it('takes changes of what is there, fields, and what empties, at the limit too', () => {
    const room = new FormRoom({
      rows: new Map([['r', 1]]),
      cells: formLimits.cellsPerForm,
      filled: [cell('r.c0', 'k')],
    });
    expect(room.admit(cell('r.c0', 'k', 'y'))).toBeNull();
    expect(room.admit({ ...cell('r.c1', 'k'), state: 'missing', value: '' })).toBeNull();
    expect(room.admit(cell('letters', ''))).toBeNull();
    expect(room.admit(cell('r.c1', 'k'))).toMatchObject({ code: 'submission.too_many_cells' });
  });

  it('counts a row by its filled cells, once', () => {
    const emptied: Cell = { ...cell('r.c0', 'gone'), state: 'missing', value: '' };
    expect(occupancyOf([...rowsOf(2, 3), emptied, cell('letters', '')])).toMatchObject({
      rows: new Map([['r', 2]]),
      cells: 7,
    });
  });

  it('is told about before it ends', () => {
    expect([1799, 1800, 2000].map((count) => isNearLimit(count, 2000))).toEqual([false, true, true]);
  });
});

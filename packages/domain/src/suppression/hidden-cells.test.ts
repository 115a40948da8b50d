import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hiddenCells, type CountedCell, type ShownTotal } from './hidden-cells.ts';

const cells = (values: readonly (number | null)[]): CountedCell[] =>
  values.map((value, index) => ({
    id: String(index),
    value: value === null ? null : String(value),
    countsPersons: true,
  }));
const all = (values: readonly unknown[]): ShownTotal => ({
  total: null,
  parts: values.map((_, index) => String(index)),
});
const hide = (...values: (number | null)[]): string[] => [...hiddenCells(cells(values), [all(values)])].sort();

describe('small counts of persons', () => {
  it('are hidden below three; zero, and what is none, may be shown', () => {
    expect([...hiddenCells(cells([0, 1, 2, 3, null]), [])]).toEqual(['1', '2']);
    expect([...hiddenCells([{ id: 'letters', value: '2', countsPersons: false }], [])]).toEqual([]);
  });

  it('take the smallest other cell with them where a total would give them away', () => {
    expect(hide(2, 9, 5, 0)).toEqual(['0', '2']);
    // Two hidden whose sum is two are one each: a third goes.
    expect(hide(1, 1, 7, 4)).toEqual(['0', '1', '3']);
    expect(hide(1, 2, 7)).toEqual(['0', '1']);
  });

  it('take the total where there is nothing else', () => {
    const sum: ShownTotal = { total: 't', parts: ['0', '1'] };
    expect([...hiddenCells([...cells([2, 0]), { id: 't', value: '2', countsPersons: true }], [sum])].sort()).toEqual([
      '0',
      't',
    ]);
  });

  it('can never be told by subtraction, whatever the table', () => {
    const table = fc
      .array(fc.array(fc.nat(8), { minLength: 2, maxLength: 5 }), { minLength: 2, maxLength: 5 })
      .map((rows) => {
        const width = Math.min(...rows.map((row) => row.length));
        return rows.map((row) => row.slice(0, width));
      });
    fc.assert(
      fc.property(table, (rows) => {
        const width = rows[0]?.length ?? 0;
        const id = (row: number, column: number): string => `${row}/${column}`;
        const inner = rows.flatMap((row, r) =>
          row.map((value, c): CountedCell => ({ id: id(r, c), value: String(value), countsPersons: true })),
        );
        const sums = [
          ...rows.map((row, r) => ({
            total: `row ${r}`,
            value: row.reduce((a, b) => a + b, 0),
            parts: row.map((_, c) => id(r, c)),
          })),
          ...Array.from({ length: width }, (_, c) => ({
            total: `column ${c}`,
            value: rows.reduce((a, row) => a + (row[c] ?? 0), 0),
            parts: rows.map((_, r) => id(r, c)),
          })),
        ];
        const hidden = hiddenCells(
          [...inner, ...sums.map(({ total, value }) => ({ id: total, value: String(value), countsPersons: true }))],
          sums,
        );
        const valueOf = new Map(inner.map((cell) => [cell.id, Number(cell.value)]));
        for (const cell of inner)
          if (Number(cell.value) > 0 && Number(cell.value) < 3) expect(hidden.has(cell.id)).toBe(true);
        for (const { total, parts } of sums) {
          const hiddenParts = parts.filter((part) => hidden.has(part));
          if (hidden.has(total) || hiddenParts.length === 0) continue;
          expect(hiddenParts.length).toBeGreaterThan(1);
          // Ones everywhere would be the only answer.
          expect(hiddenParts.reduce((sum, part) => sum + (valueOf.get(part) ?? 0), 0)).toBeGreaterThan(
            hiddenParts.length,
          );
        }
      }),
      { numRuns: 2000 },
    );
  });
});

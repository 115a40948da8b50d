import { describe, expect, it } from 'vitest';
import { hasWholeRows, placedCells, textGrid } from './table-grid.ts';

const cell = (text: string, colspan = 1, rowspan = 1) => ({
  text,
  attrs: { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) },
});
const rows = (...lines: readonly (readonly ReturnType<typeof cell>[])[]) => lines.map((content) => ({ content }));
/** 收到和处理申请: a head of two lines, over its columns and down its rows. */
const merged = rows(
  [cell('事项', 1, 2), cell('申请人', 2), cell('合计', 1, 2)],
  [cell('自然人'), cell('法人')],
  [cell('新收'), cell('3'), cell('1'), cell('4')],
);

describe('a table with merged cells', () => {
  it('has each cell where it begins', () => {
    expect(placedCells(merged)[1]?.map(({ cell: { text }, column }) => [text, column])).toEqual([
      ['自然人', 1],
      ['法人', 2],
    ]);
    expect(textGrid(merged, ({ text }) => text)).toEqual([
      ['事项', '申请人', '', '合计'],
      ['', '自然人', '法人', ''],
      ['新收', '3', '1', '4'],
    ]);
  });

  it('is whole only without holes, overlaps and cells beyond its end', () => {
    expect(hasWholeRows(merged)).toBe(true);
    expect(hasWholeRows(rows([cell('a', 2)], [cell('b')]))).toBe(false);
    expect(hasWholeRows(rows([cell('a'), cell('b', 1, 2)], [cell('c', 2)]))).toBe(false);
    expect(hasWholeRows(rows([cell('a', 1, 3)], []))).toBe(false);
    // Rows of single cells may differ in length.
    expect(hasWholeRows(rows([cell('a'), cell('b')], [cell('c')]))).toBe(true);
  });
});

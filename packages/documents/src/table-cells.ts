import { placedCells, textGrid, type OfficialBlock, type OfficialCell } from '@huibao/domain';
import { columnWidths, isNumericColumn } from './table-columns.ts';

type OfficialTable = Extract<OfficialBlock, { readonly kind: 'table' }>;

export interface LaidCell {
  readonly text: string;
  /** From 0. */
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

/** A table as it is printed: every row reaches to the last column. */
export interface LaidTable {
  /** How wide each column is, against the others. */
  readonly widths: readonly number[];
  /** Whether a column holds numbers, heads aside. */
  readonly numeric: readonly boolean[];
  /** Of so many columns that they have room for smaller characters only. */
  readonly isDense: boolean;
  readonly head: readonly (readonly LaidCell[])[];
  readonly body: readonly LaidRow[];
}

export interface LaidRow {
  readonly cells: readonly LaidCell[];
  /** Heads alone, amid the table. */
  readonly isHead: boolean;
}

/** More columns than these share a page of 156 mm with characters of 小四 no more. */
const mostWideColumns = 8;

export function laidTable({ header, rows, headRows = 0, innerHeads = [] }: OfficialTable): LaidTable {
  const heads = header.length === 0 ? 0 : 1 + headRows;
  const lines = (header.length === 0 ? rows : [header, ...rows]).map((row) => ({ content: row.map(asSpanning) }));
  const placed = placedCells(lines);
  const grid = textGrid(lines, ({ text }) => text);
  const width = Math.max(1, ...grid.map((row) => row.length));
  // What was pasted may have shorter rows.
  const covered = lines.map(() => new Set<number>());
  for (const { row, column, columns, rows: reach } of placed.flat())
    for (let below = row; below < row + reach; below += 1)
      for (let beside = column; beside < column + columns; beside += 1) covered[below]?.add(beside);
  const laid = placed.map((cells, row) =>
    [
      ...cells.map(({ cell, column, columns, rows: reach }) => ({ text: cell.text, column, columns, rows: reach })),
      ...Array.from({ length: width }, (_, column) => column)
        .filter((column) => !covered[row]?.has(column))
        .map((column) => ({ text: '', column, columns: 1, rows: 1 })),
    ].toSorted((a, b) => a.column - b.column),
  );
  // A cell over several columns says nothing of how wide each is.
  const single = lines.map(({ content }) => ({
    content: content.map((cell) => ((cell.attrs.colspan ?? 1) > 1 ? { ...cell, text: '' } : cell)),
  }));
  const texts = textGrid(single, ({ text }) => text);
  const isInner = (row: number): boolean => innerHeads.includes(row - 1);
  const body = grid.filter((_, row) => row >= heads && !isInner(row));
  const widths = columnWidths([], [...texts, new Array<string>(width).fill('')]);
  return {
    widths,
    numeric: widths.map((_, column) => isNumericColumn(body, column)),
    isDense: width > mostWideColumns,
    head: laid.slice(0, heads),
    body: laid.slice(heads).map((cells, row) => ({ cells, isHead: isInner(row + heads) })),
  };
}

function asSpanning(cell: OfficialCell) {
  return typeof cell === 'string'
    ? { text: cell, attrs: {} }
    : { text: cell.text, attrs: { colspan: cell.columns, rowspan: cell.rows } };
}

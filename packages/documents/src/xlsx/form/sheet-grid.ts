import { toRef } from '../cell/ref.ts';
import type { CellFlaw, ParsedSheet } from '../read/parsed-workbook.ts';
import type { IgnoredCell, WorkbookCell } from './workbook.ts';

interface Filled {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly flaw?: CellFlaw;
}

/** A sheet's filled cells by place; an empty one reads ''. */
export class SheetGrid {
  readonly name: string;
  /** In order of rows, then columns. */
  readonly filled: readonly Filled[];
  readonly #at: ReadonlyMap<string, Filled>;

  constructor({ name, cells }: ParsedSheet) {
    this.name = name;
    this.filled = cells.map(([row, column, text, flaw]) => ({ row, column, text, ...(flaw ? { flaw } : {}) }));
    this.#at = new Map(this.filled.map((cell) => [`${cell.row}:${cell.column}`, cell]));
  }

  text(row: number, column: number): string {
    return this.#at.get(`${row}:${column}`)?.text ?? '';
  }

  answer(address: Pick<WorkbookCell, 'code' | 'key'>, row: number, column: number): WorkbookCell {
    const cell = this.#at.get(`${row}:${column}`);
    return {
      ...address,
      sheet: this.name,
      ref: toRef(column, row),
      text: cell?.text ?? '',
      ...(cell?.flaw ? { flaw: cell.flaw } : {}),
    };
  }

  rowsBelow(row: number): readonly number[] {
    return [...new Set(this.filled.filter((cell) => cell.row > row).map((cell) => cell.row))];
  }

  /** The column with the most texts of a kind; null where there is none. */
  columnOf(isOfKind: (text: string) => boolean): number | null {
    const counts = new Map<number, number>();
    for (const { column, text } of this.filled) if (isOfKind(text)) counts.set(column, (counts.get(column) ?? 0) + 1);
    return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
  }

  ignored(isUnasked: (cell: Filled) => boolean): readonly IgnoredCell[] {
    return this.filled
      .filter(isUnasked)
      .map(({ row, column, text }) => ({ sheet: this.name, ref: toRef(column, row), text }));
  }
}

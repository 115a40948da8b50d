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

  /** A sheet that nobody asks for, as one range under its first text: it may be as long as a school's roll. */
  ignoredWhole(): readonly IgnoredCell[] {
    const [first] = this.filled;
    const last = this.filled.at(-1);
    if (!first || !last) return [];
    const columns = this.filled.reduce(
      ([least, most], { column }) => [Math.min(least, column), Math.max(most, column)] as const,
      [first.column, first.column] as const,
    );
    const [from, to] = [toRef(columns[0], first.row), toRef(columns[1], last.row)];
    return [{ sheet: this.name, ref: from === to ? from : `${from}:${to}`, text: first.text }];
  }
}

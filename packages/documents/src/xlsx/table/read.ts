import { DocumentError } from '../../document-error.ts';
import type { CellFlaw } from '../read/parsed-workbook.ts';
import { readWorkbook, type ReadOptions } from '../read/read-workbook.ts';

export interface TableContent {
  /**
   * Of the first visible sheet, blank ones included so that the index is the row number − 1; cells as in
   * `WorkbookCell.text`.
   */
  readonly rows: readonly (readonly string[])[];
  /** Cells whose text isn't what somebody meant, by their place in `rows`. */
  readonly flaws: readonly { readonly row: number; readonly column: number; readonly flaw: UnreadFlaw }[];
}

/** What is merged is told by the cells that it leaves empty: a title above a table is merged as well. */
export type UnreadFlaw = Exclude<CellFlaw, 'number_as_text' | 'merged'>;

/** A row far below the last, or a cell far to the right, isn't a table's. */
const maxRows = 100_000;
const maxColumns = 500;

/** @throws {DocumentError} */
export async function readTableWorkbook(bytes: Uint8Array, options: ReadOptions = {}): Promise<TableContent> {
  const sheet = (await readWorkbook(bytes, options)).find((candidate) => !candidate.isHidden);
  const rows: string[][] = [];
  const flaws: TableContent['flaws'][number][] = [];
  for (const [row, column, text, flaw] of sheet?.cells ?? []) {
    if (row >= maxRows || column >= maxColumns) throw new DocumentError('workbook.too_large');
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] ?? [];
    while (cells.length < column) cells.push('');
    cells[column] = text;
    if (flaw && flaw !== 'number_as_text' && flaw !== 'merged') flaws.push({ row, column, flaw });
  }
  return { rows, flaws };
}

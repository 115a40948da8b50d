import { DocumentError } from '../../document-error.ts';
import { readWorkbook } from '../read/read-workbook.ts';
import { defaultWorkbookLimits, type WorkbookLimits } from '../read/limits.ts';

/**
 * Rows of the first visible sheet, blank ones included so that the index is the row number − 1; cells as in
 * `WorkbookCell.text`.
 */
export type TableRows = readonly (readonly string[])[];

/** A row far below the last, or a cell far to the right, isn't a table's. */
const maxRows = 100_000;
const maxColumns = 500;

/** @throws {DocumentError} */
export async function readTableWorkbook(
  bytes: Uint8Array,
  limits: WorkbookLimits = defaultWorkbookLimits,
): Promise<TableRows> {
  const sheet = (await readWorkbook(bytes, limits)).find((candidate) => !candidate.isHidden);
  const rows: string[][] = [];
  for (const [row, column, text] of sheet?.cells ?? []) {
    if (row >= maxRows || column >= maxColumns) throw new DocumentError('workbook.too_large');
    while (rows.length <= row) rows.push([]);
    const cells = rows[row] ?? [];
    while (cells.length < column) cells.push('');
    cells[column] = text;
  }
  return rows;
}

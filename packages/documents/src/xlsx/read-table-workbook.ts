import { defaultWorkbookLimits, type WorkbookLimits } from './workbook-limits.ts';

/** Rows of the first visible sheet, blank ones included so that the index is the row number − 1; cells as in `WorkbookCell.text`. */
export type TableRows = readonly (readonly string[])[];

/** @throws {DocumentError} */
export async function readTableWorkbook(bytes: Uint8Array, limits: WorkbookLimits = defaultWorkbookLimits): Promise<TableRows> {
  throw new Error(`not yet: ${bytes.length} ${limits.cells}`);
}

import type { FormWorkbook } from './form-workbook.ts';
import { defaultWorkbookLimits, type WorkbookLimits } from './workbook-limits.ts';

/** @throws {DocumentError} */
export async function readFormWorkbook(bytes: Uint8Array, limits: WorkbookLimits = defaultWorkbookLimits): Promise<FormWorkbook> {
  throw new Error(`not yet: ${bytes.length} ${limits.cells}`);
}

import { defaultWorkbookLimits, type WorkbookLimits } from './limits.ts';
import type { ParsedSheet } from './parsed-workbook.ts';
import { readSheets } from './read-sheets.ts';

export interface ReadOptions {
  readonly limits?: WorkbookLimits;
  /** Whose it is, as in `readSheets`. */
  readonly party?: string;
}

/** The filled cells of a workbook from anybody. @throws {DocumentError} */
export async function readWorkbook(
  bytes: Uint8Array,
  { limits = defaultWorkbookLimits, party = '' }: ReadOptions,
): Promise<readonly ParsedSheet[]> {
  const sheets: ParsedSheet[] = [];
  await readSheets(bytes, 'workbook', { limits, party }, (sheet) => sheets.push(sheet));
  return sheets;
}

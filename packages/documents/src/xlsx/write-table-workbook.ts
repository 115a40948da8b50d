import type { TableWorkbookInput } from './table-workbook.ts';

export async function writeTableWorkbook(input: TableWorkbookInput): Promise<Uint8Array> {
  throw new Error(`not yet: ${input.sheets.length}`);
}

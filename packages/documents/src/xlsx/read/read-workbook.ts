import { DocumentError } from '../../document-error.ts';
import { parseApart } from './parse-apart.ts';
import type { ParsedSheet } from './parsed-workbook.ts';
import { RefusedFile } from '../../refused-file.ts';
import { checkWorkbookFile } from './check-file.ts';
import type { WorkbookLimits } from './limits.ts';

/** The filled cells of a workbook from anybody. @throws {DocumentError} */
export async function readWorkbook(bytes: Uint8Array, limits: WorkbookLimits): Promise<readonly ParsedSheet[]> {
  try {
    checkWorkbookFile(bytes, limits);
    return await parseApart(bytes, limits);
  } catch (error) {
    throw error instanceof RefusedFile ? new DocumentError(error.code) : error;
  }
}

import { readApart } from '../../apart/read-apart.ts';
import { DocumentError } from '../../document-error.ts';
import { fileOf } from '../../streamed-file.ts';
import { RefusedFile } from '../../refused-file.ts';
import { checkWorkbookFile } from './check-file.ts';
import { defaultWorkbookLimits, type WorkbookLimits } from './limits.ts';
import type { ParsedSheet } from './parsed-workbook.ts';
import type { WorkbookAnswer, WorkbookTask } from './workbook-task.ts';

export interface ReadOptions {
  readonly limits?: WorkbookLimits;
  /** Whose it is: the readers are shared out among parties, so that one's many files keep no other waiting. */
  readonly party?: string;
}

/** The filled cells of a workbook from anybody. @throws {DocumentError} */
export async function readWorkbook(
  bytes: Uint8Array,
  { limits = defaultWorkbookLimits, party = '' }: ReadOptions,
): Promise<readonly ParsedSheet[]> {
  try {
    checkWorkbookFile(bytes, limits);
    const task: WorkbookTask = { kind: 'workbook', limits };
    const bounds = { milliseconds: limits.milliseconds, beyond: 'workbook.too_large', party } as const;
    return (await readApart<WorkbookAnswer>(fileOf(bytes), task, bounds)).sheets;
  } catch (error) {
    throw error instanceof RefusedFile ? new DocumentError(error.code) : error;
  }
}

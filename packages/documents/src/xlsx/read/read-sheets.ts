import { readApart } from '../../apart/read-apart.ts';
import { DocumentError } from '../../document-error.ts';
import { RefusedFile } from '../../refused-file.ts';
import { fileOf } from '../../streamed-file.ts';
import { checkWorkbookFile } from './check-file.ts';
import type { WorkbookLimits } from './limits.ts';
import type { ParsedSheet } from './parsed-workbook.ts';
import type { WorkbookMessage, WorkbookTask } from './workbook-task.ts';

/**
 * The filled cells of a workbook from anybody, or of a table as text.
 * @param tell is told of each sheet as it is read, while the next ones are
 * @param party whose it is: the readers are shared out among parties, so that one's many files keep no other waiting
 * @throws {DocumentError} maybe after some sheets
 */
export async function readSheets(
  bytes: Uint8Array,
  kind: WorkbookTask['kind'],
  { limits, party }: { readonly limits: WorkbookLimits; readonly party: string },
  tell: (sheet: ParsedSheet) => void,
): Promise<void> {
  try {
    if (kind === 'workbook') checkWorkbookFile(bytes, limits);
    else if (bytes.length > limits.fileBytes) throw new RefusedFile('workbook.too_large');
    const task: WorkbookTask = { kind, limits };
    const bounds = { milliseconds: limits.milliseconds, beyond: 'workbook.too_large', party } as const;
    await readApart(fileOf(bytes), task, bounds, (message: WorkbookMessage) => {
      if ('isAll' in message) return message;
      tell(message.sheet);
      return undefined;
    });
  } catch (error) {
    throw error instanceof RefusedFile ? new DocumentError(error.code) : error;
  }
}

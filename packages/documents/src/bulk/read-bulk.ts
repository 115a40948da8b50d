import type { FormDefinition } from '@huibao/domain';
import { readApart } from '../apart/read-apart.ts';
import { DocumentError } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import { bytesOf, fileOf, type StreamedFile } from '../streamed-file.ts';
import { checkWorkbookFile } from '../xlsx/read/check-file.ts';
import type { ParsedSheet } from '../xlsx/read/parsed-workbook.ts';
import type { WorkbookAnswer, WorkbookTask } from '../xlsx/read/workbook-task.ts';
import type { WorkbookLimits } from '../xlsx/read/limits.ts';
import type { BulkFile } from './bulk-file.ts';
import { FormNames } from './name-columns.ts';
import { columnsOfLong, readLong } from './read-long.ts';
import { readWide } from './read-wide.ts';

/** The biggest district's term three times over. */
export const bulkLimits: WorkbookLimits = {
  fileBytes: 10 * 1024 * 1024,
  inflatedBytes: 60 * 1024 * 1024,
  ratio: 150,
  entries: 2000,
  cells: 600_000,
  milliseconds: 60_000,
};

/** What a file holds, before it is known what it is about: for `bulkOf`. */
export type BulkSheets = readonly ParsedSheet[];

/**
 * A file of many units from anybody: a workbook, or a table as text.
 * @throws {DocumentError}
 */
export async function readBulkSheets(
  file: Pick<StreamedFile, 'pieces'>,
  { party = '', limits = bulkLimits }: { readonly party?: string; readonly limits?: WorkbookLimits } = {},
): Promise<BulkSheets> {
  return readSheets(await bytesOf(file), party, limits);
}

async function readSheets(bytes: Uint8Array, party: string, limits: WorkbookLimits): Promise<BulkSheets> {
  try {
    const kind = kindOf(bytes);
    if (kind === 'workbook') checkWorkbookFile(bytes, limits);
    else if (bytes.length > limits.fileBytes) throw new RefusedFile('workbook.too_large');
    const task: WorkbookTask = { kind, limits };
    const bounds = { milliseconds: limits.milliseconds, beyond: 'workbook.too_large', party } as const;
    return (await readApart<WorkbookAnswer>(fileOf(bytes), task, bounds)).sheets;
  } catch (error) {
    throw error instanceof RefusedFile ? new DocumentError(error.code) : error;
  }
}

/** By its first bytes: an archive or the container of old ones is a workbook, or should be; nothing else begins so. */
function kindOf(bytes: Uint8Array): WorkbookTask['kind'] {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('latin1');
  return bytes.length === 0 || start.startsWith('PK') || start.startsWith('\xd0\xcf\x11\xe0') ? 'workbook' : 'csv';
}

/** What the sheets say, by unit and form. The forms are those of the term. */
export function bulkOf(sheets: BulkSheets, forms: readonly FormDefinition[]): BulkFile {
  const names = new FormNames(forms);
  const read = sheets
    .filter(({ isHidden }) => !isHidden)
    .map((sheet) => {
      const columns = columnsOfLong(sheet);
      return columns ? readLong(sheet, columns, names) : readWide(sheet, names);
    });
  return { entries: read.flatMap(({ entries }) => entries), unread: read.flatMap(({ unread }) => unread) };
}

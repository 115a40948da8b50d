import type { FormDefinition } from '@huibao/domain';
import { bytesOf, type StreamedFile } from '../streamed-file.ts';
import type { WorkbookLimits } from '../xlsx/read/limits.ts';
import type { ParsedSheet } from '../xlsx/read/parsed-workbook.ts';
import { readSheets } from '../xlsx/read/read-sheets.ts';
import type { WorkbookTask } from '../xlsx/read/workbook-task.ts';
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

export interface ReadBulkOptions {
  readonly party?: string;
  readonly limits?: WorkbookLimits;
}

/**
 * A file of many units from anybody: a workbook, or a table as text.
 * @param told of what each sheet says, while the next ones are read. Who it is may come later than the first sheets
 * @throws {DocumentError} maybe after some sheets
 */
export async function readBulk(
  file: Pick<StreamedFile, 'pieces'>,
  told: Promise<{ readonly forms: readonly FormDefinition[]; readonly take: (said: BulkFile) => void }>,
  { party = '', limits = bulkLimits }: ReadBulkOptions = {},
): Promise<void> {
  const waiting: ParsedSheet[] = [];
  let tell = (sheet: ParsedSheet): unknown => waiting.push(sheet);
  const read = bytesOf(file).then((bytes) =>
    readSheets(bytes, kindOf(bytes), { party, limits }, (sheet) => tell(sheet)),
  );
  const known = told.then(({ forms, take }) => {
    const names = new FormNames(forms);
    tell = (sheet) => take(saidBy(sheet, names));
    for (const sheet of waiting) tell(sheet);
  });
  await Promise.all([read, known]);
}

/** By its first bytes: an archive or the container of old ones is a workbook, or should be; nothing else begins so. */
function kindOf(bytes: Uint8Array): WorkbookTask['kind'] {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('latin1');
  return bytes.length === 0 || start.startsWith('PK') || start.startsWith('\xd0\xcf\x11\xe0') ? 'workbook' : 'csv';
}

/** What a sheet says, by unit and form. The names are those of the term's forms. */
export function saidBy(sheet: ParsedSheet, names: FormNames): BulkFile {
  if (sheet.isHidden) return { entries: [], unread: [] };
  const columns = columnsOfLong(sheet);
  return columns ? readLong(sheet, columns, names) : readWide(sheet, names);
}

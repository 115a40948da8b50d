import { RefusedFile } from '../../refused-file.ts';
import { readZipDirectory } from '../zip/read-zip.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';
import type { WorkbookLimits } from './limits.ts';

/** What a file's first bytes and its directory say against it, before anything is unpacked. @throws {RefusedFile} */
export function checkWorkbookFile(bytes: Uint8Array, limits: WorkbookLimits): void {
  if (bytes.length === 0) throw new RefusedFile('workbook.empty');
  if (bytes.length > limits.fileBytes) throw new RefusedFile('workbook.too_large');
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8)).toString('latin1');
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'))
    throw new RefusedFile(isEncryptedPackage(bytes) ? 'workbook.encrypted' : 'workbook.legacy_format');
  if (!start.startsWith('PK')) throw new RefusedFile('workbook.not_a_workbook');
  refuseActiveParts(readZipDirectory(bytes, limits));
}

/** Excel wraps a workbook with a password into the old container format, in a stream of this name. */
function isEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}

const activeParts = /vbaproject|vbadata|\/macrosheets\/|\/dialogsheets\/|\/activex\/|\/ctrlprops\/|customui/i;
const outsideParts = /\/externallinks\/|\/connections\.xml$|\/querytables\/|\/webextensions\//i;
const embeddedParts = /\/embeddings\/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|lnk|hta)$/i;

function refuseActiveParts(entries: readonly ZipEntry[]): void {
  const names = entries.map((entry) => `/${entry.name}`);
  if (names.some((name) => activeParts.test(name))) throw new RefusedFile('workbook.macro');
  if (names.some((name) => outsideParts.test(name))) throw new RefusedFile('workbook.external_link');
  if (names.some((name) => embeddedParts.test(name))) throw new RefusedFile('workbook.unsafe_entry');
  if (!names.includes('/[Content_Types].xml') || !names.includes('/_rels/.rels'))
    throw new RefusedFile('workbook.not_a_workbook');
}

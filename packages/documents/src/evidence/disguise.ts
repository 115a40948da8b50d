import { RefusedFile } from '../refused-file.ts';
import { endRecord } from '../xlsx/zip/zip-entry.ts';

const page = /<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg)\b/i;
const program = /^(?:MZ|\x7fELF|#!)/;

/** Bytes that another program would open as a page, an archive or a program, whatever stands before them. */
export function refuseDisguise(bytes: Buffer): void {
  if (endsAsArchive(bytes) || program.test(bytes.subarray(0, 4).toString('latin1')))
    throw new RefusedFile('file.disguised');
}

/** Those in which browsers and mail programs look for a page: the first kilobyte, and what follows a file's end. */
export function refusePage(bytes: Buffer): void {
  if (page.test(bytes.toString('latin1'))) throw new RefusedFile('file.disguised');
}

/** An archive is found from its end: what stands before it is nobody's business. */
function endsAsArchive(bytes: Buffer): boolean {
  const last = bytes.length - endRecord.length;
  for (let offset = last; offset >= 0 && offset >= last - endRecord.maxComment; offset--)
    if (bytes.readUInt32LE(offset) === endRecord.signature && bytes.readUInt16LE(offset + 10) > 0) return true;
  return false;
}

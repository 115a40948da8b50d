import { RefusedFile } from './refused-file.ts';
import { readZipDirectory } from './xlsx/zip/read-zip.ts';

/** What may be kept as evidence. SVG and HTML never: they run code in a reader's browser. */
export type EvidenceType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * A file's type by its own bytes, whatever its name says; null when it isn't one that is accepted. Nothing is unpacked.
 */
export function sniffFile(bytes: Uint8Array): EvidenceType | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n') && start.slice(12, 16) === 'IHDR') return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'image/webp';
  if (/^%PDF-[12]\.\d/.test(start)) return 'application/pdf';
  return start.startsWith('PK\x03\x04') ? sniffOfficeFile(bytes) : null;
}

const plausible = { entries: 5000, inflatedBytes: 500 * 1024 * 1024, ratio: 500 };

/** Macros make it another type, and one that isn't taken. */
function sniffOfficeFile(bytes: Uint8Array): EvidenceType | null {
  const names = listNames(bytes);
  if (!names.includes('[Content_Types].xml') || names.some((name) => /vbaproject/i.test(name))) return null;
  if (names.includes('word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return names.includes('xl/workbook.xml') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : null;
}

function listNames(bytes: Uint8Array): readonly string[] {
  try {
    return readZipDirectory(bytes, plausible).map((entry) => entry.name);
  } catch (error) {
    if (error instanceof RefusedFile) return [];
    throw error;
  }
}

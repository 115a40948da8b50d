/** What may be kept as evidence. SVG and HTML never: they run code in a reader's browser. */
export type EvidenceType =
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type EvidenceKind = 'png' | 'jpeg' | 'webp' | 'pdf' | 'office';

/** What a file claims to be by its first bytes, whatever its name says; null when it is nothing that is accepted. */
export function sniffFile(bytes: Uint8Array): EvidenceKind | null {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp';
  if (/^%PDF-[12]\.\d/.test(start)) return 'pdf';
  return start.startsWith('PK\x03\x04') ? 'office' : null;
}

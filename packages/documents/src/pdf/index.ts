import type { OfficialDocument } from '@huibao/domain';

/** The document as A4 pages by GB/T 9704-2012, fonts embedded. Synchronous: tens of milliseconds once the fonts are read. */
export function renderPdf(document: OfficialDocument): Uint8Array {
  throw new Error(`not yet: ${document.issuer}`);
}

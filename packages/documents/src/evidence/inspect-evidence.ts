import { RefusedFile } from '../refused-file.ts';
import { inspectOfficeFile } from './office.ts';
import { inspectPdf } from './pdf.ts';
import { inspectJpeg, inspectPng, inspectWebp } from './pictures.ts';
import { sniffFile, type EvidenceType } from './sniff-file.ts';

/**
 * Goes through a file's inside: it must be whole, be what it claims, and hold nothing that runs, fetches from elsewhere
 * or is hidden in it. Runs in a process of its own: see `reading.child.ts`.
 * @throws {RefusedFile} `file.…`
 */
export function inspectEvidence(file: Uint8Array): EvidenceType {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  switch (sniffFile(bytes)) {
    case 'png':
      inspectPng(bytes);
      return 'image/png';
    case 'jpeg':
      inspectJpeg(bytes);
      return 'image/jpeg';
    case 'webp':
      inspectWebp(bytes);
      return 'image/webp';
    case 'pdf':
      inspectPdf(bytes);
      return 'application/pdf';
    case 'office':
      return inspectOfficeFile(bytes);
    case null:
      throw new RefusedFile('file.type_refused');
  }
}

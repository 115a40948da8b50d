import { readApart } from '../apart/read-apart.ts';
import { DocumentError } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import { sniffFile, type EvidenceType } from './sniff-file.ts';

export type { EvidenceType };

const milliseconds = 15_000;

/**
 * What an evidence file is, after it was gone through by a process of its own for what runs, fetches or hides something.
 * @param party whose it is, as in `ReadOptions`
 * @throws {DocumentError} `file.…`, by what was found
 */
export async function readEvidence(bytes: Uint8Array, party: string): Promise<EvidenceType> {
  // Before a process is troubled: most of what is refused is simply of another kind.
  if (sniffFile(bytes) === null) throw new DocumentError('file.type_refused');
  try {
    return (await readApart(bytes, { kind: 'evidence', milliseconds }, party)).mediaType;
  } catch (error) {
    throw error instanceof RefusedFile ? new DocumentError(error.code) : error;
  }
}

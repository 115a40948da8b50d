import { readApart } from '../apart/read-apart.ts';
import { DocumentError } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import type { StreamedFile } from '../streamed-file.ts';
import type { EvidenceAnswer, EvidenceTask } from './evidence-task.ts';
import { sniffFile, type EvidenceType } from './sniff-file.ts';

export type { EvidenceType };

const bounds = { milliseconds: 15_000, beyond: 'file.too_much' } as const;

/**
 * What an evidence file is, after a process of its own went through it for what runs, fetches or hides something.
 * @param party whose it is, as in `ReadOptions`
 * @throws {DocumentError} `file.…`, by what was found
 */
export async function readEvidence(file: StreamedFile, party: string): Promise<EvidenceType> {
  // Before a process is troubled: most of what is refused is simply of another kind.
  if (sniffFile(await beginningOf(file)) === null) throw new DocumentError('file.type_refused');
  try {
    const task: EvidenceTask = { kind: 'evidence' };
    const read = (answer: EvidenceAnswer): EvidenceAnswer => answer;
    return (await readApart(file, task, { ...bounds, party }, read)).mediaType;
  } catch (error) {
    throw error instanceof RefusedFile ? new DocumentError(error.code) : error;
  }
}

async function beginningOf({ pieces }: StreamedFile): Promise<Uint8Array> {
  for await (const piece of pieces()) return piece;
  return new Uint8Array();
}

import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DocumentErrorCode } from '../document-error.ts';
import { RefusedFile } from '../refused-file.ts';
import type { StreamedFile } from '../streamed-file.ts';
import { ApartPool, TooManyWaiting } from './apart-pool.ts';
import { BeyondBounds } from './apart-process.ts';

/** What is asked of a file, as JSON: which reader, and with what bounds of its own. */
export interface ReadingTask {
  readonly kind: string;
}

/** How long it may take, and what it is called when it takes longer or holds more than a process does. */
export interface ReadingBounds {
  readonly milliseconds: number;
  readonly beyond: DocumentErrorCode;
}

/** A message of what the process answers, as JSON. */
export type ReadingMessage<Message> = Message | { readonly refused: DocumentErrorCode };

const packageFolder = fileURLToPath(new URL('../../', import.meta.url));
/** Where the one library that the reading process loads really lies. */
const xmlParserFolder = dirname(dirname(createRequire(import.meta.url).resolve('sax')));
const heapMegabytes = 384;

/** It may read this package and the XML parser, nothing else. */
const args = [
  '--permission',
  `--allow-fs-read=${packageFolder}`,
  `--allow-fs-read=${xmlParserFolder}`,
  `--max-old-space-size=${heapMegabytes}`,
  '--no-warnings',
  fileURLToPath(new URL('../reading.child.ts', import.meta.url)),
];

const places = Math.max(2, availableParallelism());

/** Of those, one stays for who comes next: another's forty files are none of theirs. */
const pool = new ApartPool(args, { places, placesPerParty: places - 1, waitingPerParty: 40 });

/**
 * Reads a file from anybody in a process apart.
 * @param read what a message of the answer says, as each comes; undefined: there are more
 * @throws {RefusedFile} `file.busy` where the party has too many files waiting already
 */
export async function readApart<Message extends object, Answer extends object>(
  file: Pick<StreamedFile, 'size' | 'pieces'>,
  task: ReadingTask,
  { party, milliseconds, beyond }: ReadingBounds & { readonly party: string },
  read: (message: Message) => Answer | undefined,
): Promise<Answer> {
  try {
    return await pool.ask(party, [Buffer.from(JSON.stringify(task), 'utf8'), file], milliseconds, (said) => {
      const message = JSON.parse(said.toString('utf8')) as ReadingMessage<Message>;
      if ('refused' in message) throw new RefusedFile(message.refused);
      return read(message);
    });
  } catch (error) {
    if (error instanceof TooManyWaiting) throw new RefusedFile('file.busy');
    throw error instanceof BeyondBounds ? new RefusedFile(beyond) : error;
  }
}

/** Starts a reader before anybody waits for it. */
export function warmUpReading(): void {
  pool.warmUp();
}

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { serialize } from 'node:v8';
import { HuibaoError, type ErrorCode } from '@huibao/domain';
import { ApartPool, TooManyWaiting } from '../apart/apart-pool.ts';
import { BeyondBounds } from '../apart/apart-process.ts';
import { renderingAnswers, type RenderingTask } from './rendering-task.ts';

const heapMegabytes = 512;

/** Its words come from many hands, but no file of anybody's is read: what bounds it is heap and time. */
const args = [
  `--max-old-space-size=${heapMegabytes}`,
  '--no-warnings',
  fileURLToPath(new URL('../rendering.child.ts', import.meta.url)),
];

const waitingPerParty = 20;

/** The fonts take 60 MB in each. */
const pagePlaces = Math.max(1, availableParallelism() - 1);
const pages = new ApartPool(args, {
  places: pagePlaces,
  placesPerParty: Math.max(1, pagePlaces - 1),
  waitingPerParty,
});

/** Apart from the pages: nobody's figures wait for another's long report. One place stays for who comes next. */
const workbookPlaces = Math.max(2, availableParallelism());
const workbooks = new ApartPool(args, {
  places: workbookPlaces,
  placesPerParty: workbookPlaces - 1,
  waitingPerParty,
});

/**
 * An ordinary report takes a tenth of a second, once the fonts are read; one with all that it may hold, ten. A workbook
 * takes hundredths; a register of 5 000 rows half a second.
 */
const milliseconds = 30_000;

/**
 * A file, made in a process apart: whoever else asks for something meanwhile doesn't wait.
 *
 * @param party whose it is: the processes are shared out among parties
 * @throws {HuibaoError} what the renderer refuses with; `document.busy` where the party has too many waiting already;
 *   `document.too_large`
 */
export async function renderApart(task: RenderingTask, party: string): Promise<Uint8Array> {
  const pool = task.kind === 'pdf' || task.kind === 'docx' ? pages : workbooks;
  const { kind, bytes } = await pool
    .ask(party, [serialize(task)], milliseconds, (said) => ({ kind: said[0], bytes: new Uint8Array(said.subarray(1)) }))
    .catch((error: unknown) => {
      if (error instanceof TooManyWaiting) throw new HuibaoError('document.busy');
      throw error instanceof BeyondBounds ? new HuibaoError('document.too_large') : error;
    });
  if (kind === renderingAnswers.file) return bytes;
  const text = Buffer.from(bytes).toString('utf8');
  throw kind === renderingAnswers.refused ? new HuibaoError(text as ErrorCode) : new Error(text);
}

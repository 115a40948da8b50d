import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { HuibaoError, type ErrorCode, type OfficialDocument } from '@huibao/domain';
import { ApartPool, TooManyWaiting } from './apart/apart-pool.ts';
import { BeyondBounds } from './apart/apart-process.ts';
import { renderingAnswers, type DocumentFormat } from './apart/rendering-task.ts';
import { mediaTypes, type RenderedFile } from './rendered-file.ts';

export { documentFormats, type DocumentFormat } from './apart/rendering-task.ts';

const heapMegabytes = 512;

/** Its words come from many hands, but no file of anybody's is read: what bounds it is heap and time. */
const args = [
  `--max-old-space-size=${heapMegabytes}`,
  '--no-warnings',
  fileURLToPath(new URL('./rendering.child.ts', import.meta.url)),
];

/** The fonts take 60 MB in each. */
const places = Math.max(1, availableParallelism() - 1);
const pool = new ApartPool(args, { places, placesPerParty: Math.max(1, places - 1), waitingPerParty: 20 });

/** An ordinary report takes a tenth of a second, once the fonts are read; one with all that it may hold, ten. */
const milliseconds = 30_000;

/**
 * The document as a file that is named by its title, made in a process apart: whoever else asks for something meanwhile
 * doesn't wait for pages to be laid out.
 *
 * @param party whose it is: the processes are shared out among parties
 * @throws {HuibaoError} `report.no_tables` where a workbook is asked for and there are none; `document.busy` where the
 *   party has too many waiting already; `document.too_large`
 */
export async function renderDocument(
  document: OfficialDocument,
  format: DocumentFormat,
  party: string,
): Promise<RenderedFile> {
  const messages = [Buffer.from(format, 'utf8'), Buffer.from(JSON.stringify(document), 'utf8')];
  const { kind, bytes } = await pool
    .ask(party, messages, milliseconds, (said) => ({ kind: said[0], bytes: new Uint8Array(said.subarray(1)) }))
    .catch((error: unknown) => {
      if (error instanceof TooManyWaiting) throw new HuibaoError('document.busy');
      throw error instanceof BeyondBounds ? new HuibaoError('document.too_large') : error;
    });
  if (kind !== renderingAnswers.file) {
    const text = Buffer.from(bytes).toString('utf8');
    throw kind === renderingAnswers.refused ? new HuibaoError(text as ErrorCode) : new Error(text);
  }
  return { name: `${document.title.join('')}.${format}`, mediaType: mediaTypes[format], bytes };
}

import { availableParallelism } from 'node:os';
import { RefusedFile } from '../refused-file.ts';
import type { StreamedFile } from '../streamed-file.ts';
import { FairQueue } from './fair-queue.ts';
import { ReadingProcess, type ReadingAnswer, type ReadingBounds, type ReadingTask } from './reading-process.ts';

const places = Math.max(2, availableParallelism());

/** Of those, one stays for who comes next: another's forty files are none of theirs. */
const queue = new FairQueue({ places, placesPerParty: places - 1, waitingPerParty: 40 });

/** Those that wait for a file: to start one costs ten times what an ordinary workbook does. */
const idle: ReadingProcess[] = [];

/**
 * Reads in a process apart, a few at once, each party (a tenant) in its turn. One that has read a file whole reads the
 * next; one that refused it or went beyond its bounds is given up, so that nobody's file is read by what choked on
 * another's.
 * @throws {RefusedFile} `file.busy` where the party has too many files waiting already
 */
export async function readApart<Answer extends object>(
  file: Pick<StreamedFile, 'size' | 'pieces'>,
  task: ReadingTask,
  { party, ...bounds }: ReadingBounds & { readonly party: string },
): Promise<Answer> {
  const place = queue.enter(party);
  if (!place) throw new RefusedFile('file.busy');
  await place.isFree;
  try {
    const reading = takeIdle() ?? new ReadingProcess();
    let isWhole = false;
    try {
      const answer = (await reading.read(file, task, bounds)) as ReadingAnswer<Answer>;
      if ('refused' in answer) throw new RefusedFile(answer.refused);
      isWhole = true;
      return answer;
    } finally {
      if (isWhole) idle.push(reading);
      else reading.kill();
    }
  } finally {
    place.leave();
  }
}

/** Starts a reader before anybody waits for it. */
export function warmUpReading(): void {
  if (idle.length === 0) idle.push(new ReadingProcess());
}

function takeIdle(): ReadingProcess | undefined {
  while (idle.length > 0) {
    const reading = idle.pop();
    if (reading && !reading.hasEnded) return reading;
  }
  return undefined;
}

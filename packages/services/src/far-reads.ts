import { availableParallelism } from 'node:os';
import { FairQueue } from '@huibao/documents/fair-queue';
import { HuibaoError } from '@huibao/domain';

/**
 * Half the processors, and two at least: of eight that ask PostgreSQL for a whole board at once none is answered sooner
 * than in turn, and whoever asks for a line waits for the eight (decision 115).
 */
export const farReadsAtOnce = Math.max(2, Math.floor(availableParallelism() / 2));

const queue = new FairQueue({
  places: farReadsAtOnce,
  placesPerParty: farReadsAtOnce,
  waitingPerParty: Infinity,
});

/** Milliseconds, as for a connection: whoever waits longer than a person would is told so. */
const patience = 20_000;

/**
 * Reads once it is the tenant's turn: of those that go far a few at once, in this process.
 * @throws {HuibaoError} `request.failed` where the turn doesn't come: a server that falls silent holds the places of a
 *   few for as long as a statement may take, and who has gone by then would be read for, one after the other
 */
export async function afterOthers<T>(tenantId: number, read: () => Promise<T>): Promise<T> {
  const place = queue.enter(String(tenantId));
  if (!place) throw new HuibaoError('request.failed');
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      if (place.giveUp()) reject(new HuibaoError('request.failed'));
    }, patience);
    void place.isFree.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
  try {
    return await read();
  } finally {
    place.leave();
  }
}

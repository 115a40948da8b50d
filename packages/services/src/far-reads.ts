import { availableParallelism } from 'node:os';
import { FairQueue } from '@huibao/documents/fair-queue';

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

/** Reads once it is the tenant's turn: of those that go far a few at once, in this process. */
export async function afterOthers<T>(tenantId: number, read: () => Promise<T>): Promise<T> {
  const place = queue.enter(String(tenantId));
  await place?.isFree;
  try {
    return await read();
  } finally {
    place?.leave();
  }
}

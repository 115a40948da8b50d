import { connect, type DB } from '@huibao/db';
import type { Kysely } from 'kysely';
import { countAttempt, lockUnsent, markSent, type OutboxRow } from './outbox.repository.ts';

export type RelayDatabase = Kysely<DB>;

/** Opens the relay's own door: the outbox, and nothing else. */
export function connectRelay(url: string): RelayDatabase {
  return connect(url, 2);
}

const batch = 50;

/** So many refusals in a row mean that Temporal is away: the rest of the round would only wait for it. */
const awayAfter = 5;

/**
 * Sends what is unsent, oldest first, and marks it. A row is marked after it was sent: a relay that dies in between
 * sends it again, which the business key makes harmless. Of one workflow's rows only the first is taken, so that a
 * signal never overtakes its start, here or in another relay; a row that is refused holds up no other workflow's.
 * Returns how many were sent.
 */
export async function relayOnce(
  db: RelayDatabase,
  send: (row: OutboxRow) => Promise<void>,
  now: () => Date,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    let [sent, refusals] = [0, 0];
    for (const row of await lockUnsent(trx, batch)) {
      try {
        await send(row);
      } catch {
        await countAttempt(trx, row);
        refusals += 1;
        if (refusals === awayAfter) break;
        continue;
      }
      await markSent(trx, row, now());
      sent += 1;
      refusals = 0;
    }
    return sent;
  });
}

import { connect, type DB } from '@huibao/db';
import type { Kysely } from 'kysely';
import { countAttempt, lockUnsent, markSent, type OutboxRow } from './outbox.repository.ts';

export type RelayDatabase = Kysely<DB>;

/** Opens the relay's own door: the outbox, and nothing else. */
export function connectRelay(url: string): RelayDatabase {
  return connect(url, 2);
}

const batch = 50;

/**
 * Sends what is unsent, oldest first, and marks it. A row is marked after it was sent: a relay that dies in between
 * sends it again, which the business key makes harmless. Returns how many were sent; a failure ends the round, so that
 * a signal never overtakes its start.
 */
export async function relayOnce(
  db: RelayDatabase,
  send: (row: OutboxRow) => Promise<void>,
  now: () => Date,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    let sent = 0;
    for (const row of await lockUnsent(trx, batch)) {
      try {
        await send(row);
      } catch {
        await countAttempt(trx, row);
        break;
      }
      await markSent(trx, row, now());
      sent += 1;
    }
    return sent;
  });
}

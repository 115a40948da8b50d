import { connect, listUnended, type DB } from '@huibao/db';
import type { Kysely } from 'kysely';
import { lockUnsent, markSent, postpone, type OutboxRow } from './outbox.repository.ts';

export type RelayDatabase = Kysely<DB>;

/** Opens the relay's own door: the outbox, and nothing else. */
export function connectRelay(url: string): RelayDatabase {
  return connect(url, 'huibao_relay', 2);
}

const batch = 50;
/** Of a batch each row is another workflow's. */
const together = 8;

/** What is refused waits twice as long each time, up to an hour: seconds. */
const longestWait = 3600;
/** As much of Temporal's words as tells why. */
const longestFailure = 200;

export interface Sending {
  readonly send: (row: OutboxRow) => Promise<void>;
  /** Whether nobody was there to take it: then it wasn't refused, and the rest of the round would only wait. */
  readonly isAway: (error: unknown) => boolean;
  readonly now: () => Date;
}

/**
 * Sends what is unsent, oldest first, and marks it. A row is marked after it was sent: a relay that dies in between
 * sends it again, which the business key makes harmless. Of one workflow's rows only the first is taken, so that a
 * signal never overtakes its start, here or in another relay; a row that is refused holds up no other workflow's, and
 * is tried again after a while that grows. One whose own rows another node doesn't show yet waits for the next round: a
 * workflow that found nothing would end. Returns how many were sent.
 */
export async function relayOnce(db: RelayDatabase, { send, isAway, now }: Sending): Promise<number> {
  return db.transaction().execute(async (trx) => {
    let sent = 0;
    const taken = await lockUnsent(trx, now(), batch);
    const unended = await listUnended(
      trx,
      taken.map(({ xid }) => xid),
    );
    const rows = taken.filter(({ xid }) => !unended.has(xid));
    for (let from = 0; from < rows.length; from += together) {
      const piece = rows.slice(from, from + together);
      const outcomes = await Promise.allSettled(piece.map((row) => send(row)));
      let isGone = false;
      for (const [index, row] of piece.entries()) {
        const outcome = outcomes[index];
        if (outcome?.status === 'fulfilled') {
          await markSent(trx, row, now());
          sent += 1;
        } else if (isAway(outcome?.reason)) isGone = true;
        else await postpone(trx, row, refusedAgain(row, outcome?.reason, now()));
      }
      if (isGone) break;
    }
    return sent;
  });
}

function refusedAgain({ attempts }: OutboxRow, reason: unknown, now: Date) {
  const failure = wordsOf(reason).slice(0, longestFailure).toWellFormed();
  return { failure, nextAt: new Date(now.getTime() + 1000 * Math.min(2 ** attempts, longestWait)) };
}

/** With what is behind it: the client's own words are that it failed, and Temporal's say why. */
function wordsOf(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason);
  return reason.cause instanceof Error ? `${reason.message}: ${wordsOf(reason.cause)}` : reason.message;
}

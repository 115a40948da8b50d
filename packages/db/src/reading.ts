import { setTimeout as pause } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { DB } from './generated/database.ts';
import { isPassing } from './passing-failure.ts';

/** How reads were answered: by the replica; by the primary since it was late, or away, or ended them. */
export interface ReadCounts {
  readonly replica: number;
  readonly late: number;
  readonly away: number;
}

/** Where reads go that may go to a replica. */
export interface Reading {
  /** What was committed before the question is seen by it, wherever it is asked. It may be asked a second time. */
  readonly read: <T>(work: (db: Kysely<DB>) => Promise<T>) => Promise<T>;
  /** Null without a replica. */
  readonly counts: () => ReadCounts | null;
}

/** Milliseconds that a read waits for the replica to come up, and that it isn't asked after it was late, or away. */
const patience = 200;
const step = 10;
const restOfLate = 1000;
const restOfAway = 5000;

/** SQLSTATE of a read that stood in the way of what the replica had to take over. */
const inTheWay = '40001';
/** And of one that would take as long elsewhere. */
const tooLong = '57014';

/**
 * Reads on a replica of the primary's, as soon as it shows the place in the log at which the primary was when they were
 * asked for: their own writes, and everybody's before them. Else, and whenever the replica fails, on the primary.
 * @param replica connected as the same role; null reads on the primary
 * @param report told once each time that the replica can't be used
 */
export function readingAt(primary: Kysely<DB>, replica: Kysely<DB> | null, report: (error: unknown) => void): Reading {
  if (!replica) return { read: (work) => work(primary), counts: () => null };
  const counts = { replica: 0, late: 0, away: 0 };
  let shown = -1n;
  let isSame: Promise<boolean> | undefined;
  let restsUntil = 0;
  let reason: 'late' | 'away' = 'late';
  const rest = (why: 'late' | 'away', error?: unknown): void => {
    if (error !== undefined && Date.now() >= restsUntil) report(error);
    reason = why;
    restsUntil = Date.now() + (why === 'late' ? restOfLate : restOfAway);
  };
  const written = together(() => placeOf(primary, lastCommitted));
  const replayed = together(() =>
    placeOf(replica, sql`case when pg_is_in_recovery() then pg_last_wal_replay_lsn() end`),
  );
  const shows = async (place: bigint): Promise<boolean> => {
    for (let waited = 0; shown < place; waited += step) {
      if (waited > patience) return false;
      if (waited > 0) await pause(step);
      shown = await replayed();
    }
    return true;
  };
  return {
    read: async (work) => {
      if (Date.now() < restsUntil) {
        counts[reason] += 1;
        return work(primary);
      }
      const place = await written();
      try {
        isSame ??= areOneSystem(primary, replica);
        if (!(await isSame)) throw new AnotherSystem();
        if (await shows(place)) {
          const found = await work(replica);
          counts.replica += 1;
          return found;
        }
        rest('late');
      } catch (error) {
        const { code } = error as { readonly code?: unknown };
        if (code === tooLong || (!(error instanceof AnotherSystem) && !isPassing(error))) throw error;
        // What it was before it fell it may not be again.
        shown = -1n;
        isSame = undefined;
        if (code !== inTheWay) rest('away', error);
      }
      counts[reason] += 1;
      return work(primary);
    },
    counts: () => ({ ...counts }),
  };
}

/** What is answered before it is flushed lies further on. */
const lastCommitted = sql`case when current_setting('synchronous_commit') = 'off' then pg_current_wal_insert_lsn()
  else pg_current_wal_flush_lsn() end`;

class AnotherSystem extends Error {
  override readonly name = 'AnotherSystem';
  override readonly message = 'the replica is none of this database’s: reads go to the primary';
}

/** A place in the write-ahead log, in bytes since its beginning; -1 of a server that follows nobody. */
async function placeOf(db: Kysely<DB>, lsn: ReturnType<typeof sql>): Promise<bigint> {
  const { rows } = await sql<{ place: string | null }>`select (${lsn} - '0/0'::pg_lsn)::text as place`.execute(db);
  const place = rows[0]?.place;
  if (place === null || place === undefined) throw new AnotherSystem();
  return BigInt(place);
}

async function areOneSystem(...dbs: readonly Kysely<DB>[]): Promise<boolean> {
  const identifiers = await Promise.all(
    dbs.map((db) =>
      sql<{ system: string }>`select system_identifier::text as system from pg_control_system()`.execute(db),
    ),
  );
  return new Set(identifiers.map(({ rows }) => rows[0]?.system)).size === 1;
}

/** One question for all who ask before it is sent: nobody is answered by one that was sent before they asked. */
function together<T>(ask: () => Promise<T>): () => Promise<T> {
  let next: Promise<T> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return () =>
    (next ??= last.then(() => {
      next = undefined;
      const asked = ask();
      last = asked.catch(() => undefined);
      return asked;
    }));
}

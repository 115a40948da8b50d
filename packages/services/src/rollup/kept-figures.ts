import type { TenantReader } from '@huibao/db';
import { KeptByParty } from './kept-by-party.ts';
import type { FigureRow } from './statement/rollup-statement.ts';

/** What a read-only transaction sees of what a tenant's figures rest on, as PostgreSQL says it. */
export interface Standing {
  /** When this PostgreSQL was started, in ms: another's transactions are counted otherwise. */
  readonly startedAt: string;
  /** Every transaction before this one had ended. */
  readonly finished: string;
  /** Those seen that wrote to what the statement reads, the newest `mostSeen` of the tenant's, newest first. */
  readonly changes: readonly string[];
  /** The same of the database's owner. */
  readonly changesByOwner: readonly string[];
  /** The units that row security confines the reader to, as it is told. */
  readonly units: string;
}

/** While somebody’s transaction stays open, be it in another database, nothing is kept over more changes than these. */
export const mostSeen = 64;

interface KeptFigures {
  readonly standing: Standing;
  readonly rows: readonly FigureRow[];
}

/** Some three thousand years of a bureau's figures, or thirty of a big one's by unit. */
const mostBytes = 64 * 1024 * 1024;

const kept = new KeptByParty<number, KeptFigures>(mostBytes);

/** What stays so for a transaction that reads: noted by who asked PostgreSQL for it beside something else. */
const standings = new WeakMap<TenantReader, Standing>();

export function noteStanding(trx: TenantReader, standing: Standing): void {
  standings.set(trx, standing);
}

/**
 * What a statement answered, from this process's memory where nothing has changed that it reads; else by asking. Only
 * transactions that can't write keep and find anything: what others see may be undone.
 * @param statement tells it from all others: what it asks, of which definitions
 */
export async function readKept(
  trx: TenantReader,
  tenantId: number,
  statement: string,
  ask: () => Promise<readonly FigureRow[]>,
): Promise<readonly FigureRow[]> {
  const standing = standings.get(trx);
  if (!standing) return ask();
  const key = `${statement} ${standing.units}`;
  const found = kept.find(tenantId, key);
  if (found && seeTheSame(found.standing, standing)) return found.rows;
  const rows = await ask();
  kept.keep(tenantId, key, { standing, rows }, bytesOf(rows));
  return rows;
}

/**
 * Whether two transactions see the same changes. Those before the first that hadn't ended for one of them both see or
 * neither does; from there on all have to be alike. A clock or a sequence would pass over a commit that comes late.
 */
function seeTheSame(one: Standing, other: Standing): boolean {
  if (one.startedAt !== other.startedAt) return false;
  const open = [BigInt(one.finished), BigInt(other.finished)].reduce((a, b) => (a < b ? a : b));
  const isAlike = (changes: readonly string[], others: readonly string[]): boolean => {
    const [mine, theirs] = [changes, others].map((all) => all.filter((xid) => BigInt(xid) >= open));
    // There may be more of so many.
    return mine?.length !== mostSeen && mine?.join() === theirs?.join();
  };
  return isAlike(one.changes, other.changes) && isAlike(one.changesByOwner, other.changesByOwner);
}

/** What rows take, roughly: a text's characters twice, and the object. */
function bytesOf(rows: readonly FigureRow[]): number {
  let bytes = 0;
  for (const { numerator, denominator, value, texts } of rows) {
    bytes += 250;
    for (const text of [numerator, denominator, value, ...(texts ?? [])]) bytes += 2 * (text?.length ?? 0);
  }
  return bytes;
}

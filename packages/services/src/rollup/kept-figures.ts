import type { TenantReader } from '@huibao/db';
import { KeptByParty } from './kept-by-party.ts';
import type { ListedFigure } from './statement/rollup-statement.ts';

/** What a read-only transaction sees of what a tenant's figures rest on, as PostgreSQL says it. */
export interface Standing {
  /** When this PostgreSQL was started, in ms: another's transactions are counted otherwise. */
  readonly startedAt: string;
  /** Every transaction before this one had ended. */
  readonly finished: string;
  /**
   * Those seen that wrote to what the statement reads, the newest `mostSeen` of the tenant's, newest first: the
   * transaction's number and what of it they moved, as `note_figure_change` keeps it.
   */
  readonly changes: readonly string[];
  /** The same of the database's owner. */
  readonly changesByOwner: readonly string[];
  /** The units that row security confines the reader to, as it is told. */
  readonly units: string;
}

/** While somebody’s transaction stays open, be it in another database, nothing is kept over more changes than these. */
export const mostSeen = 64;

interface Kept<Row> {
  readonly standing: Standing;
  readonly rows: readonly Row[];
}

/** Some three thousand years of a bureau's figures, or thirty of a big one's by unit. */
const mostBytes = 64 * 1024 * 1024;

const kept = new KeptByParty<number, Kept<ListedFigure>>(mostBytes);

/** Of a bureau's years what stands out, of many bureaus. */
const mostBytesOfOthers = 16 * 1024 * 1024;

const keptOfOthers = new KeptByParty<number, Kept<unknown>>(mostBytesOfOthers);

/** What stays so for a transaction that reads: noted by who asked PostgreSQL for it beside something else. */
const standings = new WeakMap<TenantReader, Standing>();

export function noteStanding(trx: TenantReader, standing: Standing): void {
  standings.set(trx, standing);
}

/** How to ask for figures. */
export interface Asking {
  readonly all: () => Promise<readonly ListedFigure[]>;
  /** Those that changes moved, some at a time; undefined where it may be any. */
  readonly moved: (
    marks: readonly string[],
  ) =>
    | readonly { readonly codes: ReadonlySet<string>; readonly ask: () => Promise<readonly ListedFigure[]> }[]
    | undefined;
}

/**
 * What a statement answered, from this process's memory where nothing has changed that it reads; what has moved, by
 * asking. Only transactions that can't write keep and find anything: what others see may be undone.
 * @param statement tells it from all others: what it asks, of which definitions
 */
export async function readKept(
  trx: TenantReader,
  tenantId: number,
  statement: string,
  { all, moved }: Asking,
): Promise<readonly ListedFigure[]> {
  const standing = standings.get(trx);
  if (!standing) return all();
  const key = `${statement} ${standing.units}`;
  const found = kept.find(tenantId, key);
  const since = found && movedBetween(found.standing, standing);
  if (found && since?.length === 0) return found.rows;
  const some = since && moved(since);
  let rows: readonly ListedFigure[];
  if (found && some) {
    rows = found.rows;
    for (const { codes, ask } of some) rows = [...rows.filter(({ code }) => !codes.has(code)), ...(await ask())];
  } else rows = await all();
  kept.keep(tenantId, key, { standing, rows }, bytesOf(rows));
  return rows;
}

/**
 * The same of what is worked out of the figures, and anew where anything of them has moved.
 * @param question tells it from all others: what is worked out, of which definitions
 */
export async function readKeptWhole<Row>(
  trx: TenantReader,
  tenantId: number,
  question: string,
  { ask, bytesOf }: { readonly ask: () => Promise<readonly Row[]>; readonly bytesOf: (rows: readonly Row[]) => number },
): Promise<readonly Row[]> {
  const standing = standings.get(trx);
  if (!standing) return ask();
  const key = `${question} ${standing.units}`;
  const found = keptOfOthers.find(tenantId, key) as Kept<Row> | undefined;
  if (found && movedBetween(found.standing, standing)?.length === 0) return found.rows;
  const rows = await ask();
  // Most bureaus have nothing that stands out: what was asked takes room as well.
  keptOfOthers.keep(tenantId, key, { standing, rows }, 2 * key.length + bytesOf(rows));
  return rows;
}

/**
 * What the changes moved that one of two transactions sees and the other doesn't; undefined: there may be others.
 * Those before the first that hadn't ended for one of them both see or neither does; from there on all are compared. A
 * clock or a sequence would pass over a commit that comes late.
 */
function movedBetween(one: Standing, other: Standing): readonly string[] | undefined {
  if (one.startedAt !== other.startedAt) return undefined;
  const open = [BigInt(one.finished), BigInt(other.finished)].reduce((a, b) => (a < b ? a : b));
  const marks: string[] = [];
  for (const [some, others] of [
    [one.changes, other.changes],
    [one.changesByOwner, other.changesByOwner],
  ] as const) {
    const [mine, theirs] = [some, others].map((all) => new Set(all.filter((change) => BigInt(xidOf(change)) >= open)));
    // There may be more of so many.
    if (!mine || !theirs || mine.size >= mostSeen || theirs.size >= mostSeen) return undefined;
    for (const change of new Set([...mine, ...theirs]))
      if (!mine.has(change) || !theirs.has(change)) marks.push(change.slice(xidOf(change).length + 1));
  }
  return marks;
}

function xidOf(change: string): string {
  return change.slice(0, change.indexOf(' '));
}

/** What rows take, roughly: a text's characters twice, and the object. */
function bytesOf(rows: readonly ListedFigure[]): number {
  let bytes = 0;
  for (const { numerator, denominator, value, texts } of rows) {
    bytes += 250;
    for (const text of [numerator, denominator, value, ...(texts ?? [])]) bytes += 2 * (text?.length ?? 0);
  }
  return bytes;
}

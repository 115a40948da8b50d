import { sql, type Kysely } from 'kysely';
import type { DB } from '../generated/database.ts';
import { askNodes, isDivided } from './ask-nodes.ts';

/**
 * Of transactions whose rows are seen here, by their numbers (`xmin`), those that some node of a divided database still
 * holds prepared: what they wrote there is unseen. Citus ends them there right after it has committed here; where it
 * couldn't, since a server fell, when it looks for such again (decision 113). None on one PostgreSQL.
 *
 * @param xids of whole transactions, not of parts that end at a savepoint
 * @throws where a node can't be asked: nobody knows then what it holds
 */
export async function listUnended(db: Kysely<DB>, xids: readonly string[]): Promise<ReadonlySet<string>> {
  if (xids.length === 0 || !(await isDivided(db))) return new Set();
  // What Citus notes in the same transaction, for each node, and keeps for as long as it isn't sure.
  const { rows: noted } = await sql<Noted>`
    select xmin::text as xid, gid from pg_dist_transaction where xmin::text = any(${xids})`.execute(db);
  if (noted.length === 0) return new Set();
  // Asked after it: what hasn't been prepared any more by now has ended.
  const answers = await askNodes(db, `select coalesce(json_agg(gid), '[]') from pg_prepared_xacts`);
  return unendedOf(
    noted,
    answers.flatMap(({ answer }) => JSON.parse(answer) as readonly string[]),
  );
}

export interface Noted {
  readonly xid: string;
  /** By which a node knows what it has prepared. */
  readonly gid: string;
}

export function unendedOf(noted: readonly Noted[], prepared: readonly string[]): ReadonlySet<string> {
  const held = new Set(prepared);
  return new Set(noted.filter(({ gid }) => held.has(gid)).map(({ xid }) => xid));
}

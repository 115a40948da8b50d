import { sql, type Kysely } from 'kysely';
import type { DB } from '../generated/database.ts';

/** Whether the database is one that is divided: Citus is installed in it. */
export async function isDivided(db: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql`select from pg_extension where extname = 'citus'`.execute(db);
  return rows.length > 0;
}

interface NodeAnswer {
  /** `host:port`. */
  readonly node: string;
  readonly answer: string;
}

/**
 * Asks every node of a divided database the same, the one that is connected to among them.
 * @param db as any role that may connect to the other nodes as it does here
 * @param statement of one row with one column
 * @throws where a node can't be asked
 */
export async function askNodes(db: Kysely<DB>, statement: string): Promise<readonly NodeAnswer[]> {
  const { rows } = await sql<{ node: string; success: boolean; result: string }>`
    select n.nodename || ':' || n.nodeport as node, a.success, a.result
    from run_command_on_all_nodes(${statement}) a join pg_dist_node n using (nodeid) order by nodeid`.execute(db);
  return rows.map(({ node, success, result }) => {
    if (!success) throw new Error(`${node} can’t be asked: ${result}`);
    return { node, answer: result };
  });
}

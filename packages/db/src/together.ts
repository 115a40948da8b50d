import type { CompiledQuery, Kysely, QueryResult, UnknownRow } from 'kysely';
import type { DB } from './generated/database.ts';

/** A query that a connection plans once, under its name, and from then on only runs. */
export interface PreparedQuery<O = unknown> extends CompiledQuery<O> {
  readonly name: string;
}

/** Several of a transaction, one request: a row of the answer is one's rows. */
export interface TogetherQuery extends CompiledQuery {
  /** Once all has been asked that waits for no answer. */
  readonly complete: Promise<void>;
  /** What has been asked by now: whatever comes later is of another request. */
  readonly take: () => readonly PreparedQuery[];
}

interface Batch {
  readonly queries: PreparedQuery[];
  readonly answers: Promise<readonly (readonly unknown[])[]>;
}

/** What transactions have been asked and not sent yet. */
const batches = new WeakMap<Kysely<DB>, Batch>();

/**
 * Rows of a query. What a transaction is asked at the same time, as by `Promise.all`, goes out as one request, in the
 * order in which it was asked: waking PostgreSQL costs more than most of it. Where one of it fails, all of it has
 * failed, as the transaction has.
 */
export async function askPrepared<O>(db: Kysely<DB>, query: PreparedQuery<O>): Promise<readonly O[]> {
  if (!db.isTransaction) return (await db.executeQuery<O>(query)).rows;
  const batch = batches.get(db) ?? begin(db, query);
  const place = batch.queries.push(query) - 1;
  const answers = await batch.answers;
  let result = { rows: answers[place] } as QueryResult<UnknownRow>;
  for (const plugin of db.getExecutor().plugins)
    result = await plugin.transformResult({ queryId: query.queryId, result });
  return result.rows as O[];
}

/** It takes its turn at once, so that it runs before what is asked after it in other ways, be it the end. */
function begin(db: Kysely<DB>, first: PreparedQuery): Batch {
  const queries: PreparedQuery[] = [];
  const close = () => {
    if (batches.get(db)?.queries === queries) batches.delete(db);
    return queries;
  };
  const together: TogetherQuery = {
    query: first.query,
    queryId: first.queryId,
    sql: '',
    parameters: [],
    complete: new Promise((resolve) => {
      process.nextTick(() => {
        close();
        resolve();
      });
    }),
    take: close,
  };
  // A plugin makes of each answer what it would, not of all of them.
  const asked = db.getExecutor().plugins.length > 0 ? db.withoutPlugins() : db;
  const answers = asked.executeQuery<readonly unknown[]>(together).then(({ rows }) => rows);
  const batch = { queries, answers };
  batches.set(db, batch);
  return batch;
}

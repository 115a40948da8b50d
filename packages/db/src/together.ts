import type { CompiledQuery, Kysely } from 'kysely';
import type { DB } from './generated/database.ts';

/** A query that a connection plans once, under its name, and from then on only runs. */
export interface PreparedQuery<O = unknown> extends CompiledQuery<O> {
  readonly name: string;
}

/** Several of a transaction, one request: a row of the answer is one's rows. */
export interface TogetherQuery extends CompiledQuery {
  readonly together: readonly PreparedQuery[];
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
  const batch = batches.get(db) ?? begin(db);
  const place = batch.queries.push(query) - 1;
  const answers = await batch.answers;
  return answers[place] as readonly O[];
}

function begin(db: Kysely<DB>): Batch {
  const queries: PreparedQuery[] = [];
  const answers = new Promise<readonly (readonly unknown[])[]>((resolve, reject) => {
    // Once all has been asked that waits for no answer.
    process.nextTick(() => {
      batches.delete(db);
      send(db, queries).then(resolve, reject);
    });
  });
  const batch = { queries, answers };
  batches.set(db, batch);
  return batch;
}

async function send(db: Kysely<DB>, queries: readonly PreparedQuery[]): Promise<readonly (readonly unknown[])[]> {
  const [first, ...others] = queries;
  if (!first) return [];
  if (others.length === 0) return [(await db.executeQuery(first)).rows];
  const together: TogetherQuery = {
    query: first.query,
    queryId: first.queryId,
    sql: queries.map((one) => one.sql).join(';\n'),
    parameters: [],
    together: queries,
  };
  return (await db.executeQuery<readonly unknown[]>(together)).rows;
}

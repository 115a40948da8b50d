import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  type QueryResult,
  type Transaction,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import type { DB } from './generated/database.ts';

/** A query that a connection plans once, under its name, and from then on only runs. */
export interface PreparedQuery<O = unknown> extends CompiledQuery<O> {
  readonly name: string;
}

/** A query of a transaction whose answer nobody waits for. */
interface AheadQuery extends CompiledQuery {
  readonly isAhead: true;
}

/**
 * For long statements of which there is one text each: planning a roll-up would cost more than running it. And for
 * those of every request that look up a row or two by their key: they are planned alike whatever they are given, and
 * planning costs them more than running, too.
 */
export function toPrepared<O>(query: CompiledQuery<O>): PreparedQuery<O> {
  return { ...query, name: createHash('sha256').update(query.sql).digest('hex').slice(0, 32) };
}

/** A builder's query, or a piece of SQL. */
interface Compilable<O> {
  readonly compile: (db: Kysely<DB>) => CompiledQuery<O>;
}

/** Rows of a query that stays prepared. */
export async function executePrepared<O>(db: Kysely<DB>, query: Compilable<O>): Promise<readonly O[]> {
  return (await db.executeQuery<O>(toPrepared(query.compile(db)))).rows;
}

/**
 * Has PostgreSQL run a statement before whatever the transaction asks next, and goes out with it: its round trip is
 * that one's. Where it fails, that one does, the commit at the latest. For what always succeeds, or whose failure
 * nobody tells from another.
 */
export async function sendAhead(trx: Transaction<DB>, query: Compilable<unknown>): Promise<void> {
  const ahead: PreparedQuery & AheadQuery = { ...toPrepared(query.compile(trx)), isAhead: true };
  await trx.executeQuery(ahead);
}

/** Kysely's dialect for PostgreSQL, which also runs queries by their name: Kysely itself has no word for that. */
export class PreparingDialect extends PostgresDialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): Driver {
    return new PreparingDriver(this.#pool);
  }
}

/** Begins, ends and saves as Kysely's driver does, over connections of its own. */
class PreparingDriver extends PostgresDriver {
  readonly #pool: pg.Pool;
  readonly #clients = new WeakMap<DatabaseConnection, pg.PoolClient>();
  /** Whose transaction couldn't be rolled back: nobody else gets them. */
  readonly #broken = new WeakSet<DatabaseConnection>();

  constructor(pool: pg.Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#pool.connect();
    const connection = new PreparingConnection(client);
    this.#clients.set(connection, client);
    return connection;
  }

  override async beginTransaction(
    connection: DatabaseConnection,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean);
    const begin: AheadQuery = { ...CompiledQuery.raw(['start transaction', ...modes].join(' ')), isAhead: true };
    await connection.executeQuery(begin);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    try {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    } catch (error) {
      this.#broken.add(connection);
      throw error;
    }
  }

  override releaseConnection(connection: DatabaseConnection): Promise<void> {
    this.#clients.get(connection)?.release(this.#broken.has(connection));
    return Promise.resolve();
  }
}

/** What `pg` writes to, which its types don't tell. */
interface Connected {
  readonly connection: { readonly stream: Writable };
}

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class PreparingConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  /** Sent with whatever is asked next, in one piece: waking PostgreSQL costs more than most of them. */
  #ahead: AheadQuery[] = [];

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async executeQuery<R>(query: CompiledQuery | PreparedQuery | AheadQuery): Promise<QueryResult<R>> {
    if ('isAhead' in query) {
      this.#ahead.push(query);
      return { rows: [] };
    }
    const { stream } = (this.#client as unknown as Connected).connection;
    stream.cork();
    const ahead = this.#ahead.map((held) => this.#send(held));
    const answer = this.#send<R>(query);
    stream.uncork();
    this.#ahead = [];
    // What failed first says why: PostgreSQL answers everything after it alike.
    const [{ command, rowCount, rows }] = await Promise.all([answer, ...ahead]);
    // Kysely's driver asks what a commit became: PostgreSQL answers one of a failed transaction with ROLLBACK.
    if (command === 'COMMIT' || command === 'ROLLBACK') return { rows: [{ command } as R] };
    return changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  #send<R>(query: CompiledQuery | PreparedQuery): Promise<pg.QueryResult<R & pg.QueryResultRow>> {
    return this.#client.query<R & pg.QueryResultRow>({
      ...('name' in query ? { name: query.name } : {}),
      text: query.sql,
      values: [...query.parameters],
    });
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('nothing is streamed');
  }
}

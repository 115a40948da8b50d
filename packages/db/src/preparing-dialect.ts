import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { span } from '@huibao/tracing';
import {
  CompiledQuery,
  isAbortedTransactionError,
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
import { parameterOf } from './array-literal.ts';
import type { DB } from './generated/database.ts';
import { createInTurn } from './in-turn.ts';
import { isKept, KeepingQuery, RowQuery, type Answered, type Asked, type Described } from './row-query.ts';
import { askPrepared, type PreparedQuery, type TogetherQuery } from './together.ts';

/** A query of a transaction whose answer nobody waits for. */
interface AheadQuery extends CompiledQuery {
  readonly isAhead: true;
}

/** A transaction by itself: its beginning, its settings and its commit go out with it. */
interface AloneQuery<O = unknown> extends CompiledQuery<O> {
  readonly settings: readonly CompiledQuery[];
}

/** The last of a transaction: its commit goes out with it. */
interface LastQuery<O = unknown> extends CompiledQuery<O> {
  readonly isLast: true;
}

/**
 * Of transactions of one statement, which come by the hundred, so many are under way at a time: more than a process can
 * keep sending. With all that a pool allows, PostgreSQL's processes have the cores to themselves: who is signed in,
 * asked beside 64 savers, took 118 ms instead of 18.
 */
const inTurn = createInTurn(6);

const beginning = 'start transaction';

const names = new Map<string, string>();
/** More texts than the product has at a time: those of figures change with what is defined. */
const mostNames = 2000;

/**
 * For long statements of which there is one text each: planning a roll-up would cost more than running it. And for
 * those of every request that look up a row or two by their key: they are planned alike whatever they are given, and
 * planning costs them more than running, too.
 */
export function toPrepared<O>(query: CompiledQuery<O>): PreparedQuery<O> {
  return { ...query, name: nameOf(query.sql) };
}

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  if (names.size >= mostNames) names.clear();
  names.set(text, name);
  return name;
}

/** A builder's query, or a piece of SQL. */
export interface Compilable<O> {
  readonly compile: (db: Kysely<DB>) => CompiledQuery<O>;
}

/** Rows of a query that stays prepared, as `askPrepared`. */
export function executePrepared<O>(db: Kysely<DB>, query: Compilable<O>): Promise<readonly O[]> {
  return askPrepared(db, toPrepared(query.compile(db)));
}

/**
 * Has PostgreSQL run a statement before whatever the transaction asks next, and goes out with it: its round trip is
 * that one's. Where it fails, that one does, the commit at the latest; what is undone before that isn't sent. For what
 * always succeeds, or whose failure nobody tells from another. What is asked next may be read before it is run: it
 * can't be about what this creates.
 */
export async function sendAhead(trx: Transaction<DB>, query: Compilable<unknown>): Promise<void> {
  const ahead: PreparedQuery & AheadQuery = { ...toPrepared(query.compile(trx)), isAhead: true };
  await trx.executeQuery(ahead);
}

/** What holds for a transaction. The values are the caller's own, never what somebody sent. */
export type LocalSettings = Readonly<Record<string, string>>;

/** Before whatever the transaction asks next, and with it: what SQL has no parameters for. */
export async function setLocal(trx: Transaction<DB>, settings: LocalSettings): Promise<void> {
  for (const setting of settingQueries(settings)) {
    const ahead: AheadQuery = { ...setting, isAhead: true };
    await trx.executeQuery(ahead);
  }
}

/** One by one: Citus tells other nodes the whole text in which something was set, once for each setting in it. */
const settingQueries = (settings: LocalSettings): readonly CompiledQuery[] =>
  Object.entries(settings).map(([name, value]) =>
    CompiledQuery.raw(`set local ${name} = '${value.replaceAll("'", "''")}'`),
  );

/**
 * Rows of a transaction of one statement, with its beginning, its settings and its commit in one message. They stand
 * once this is over, whatever they are; who fails because of them undoes nothing.
 */
export async function executeAlone<O>(
  db: Kysely<DB>,
  settings: LocalSettings,
  query: PreparedQuery<O>,
): Promise<readonly O[]> {
  const alone: PreparedQuery<O> & AloneQuery<O> = { ...query, settings: settingQueries(settings) };
  return (await inTurn(() => db.executeQuery<O>(alone))).rows;
}

/**
 * Rows of the transaction's last statement: the commit goes out with it, and nothing can be asked after it. For what
 * may stand whatever its answer is; who fails because of it undoes nothing.
 */
export async function executeLast<O>(trx: Transaction<DB>, query: PreparedQuery<O>): Promise<readonly O[]> {
  const last: PreparedQuery<O> & LastQuery<O> = { ...query, isLast: true };
  return (await trx.executeQuery<O>(last)).rows;
}

/** Kysely's dialect for PostgreSQL, which also runs queries by their name: Kysely itself has no word for that. */
export class PreparingDialect extends PostgresDialect {
  readonly #pool: pg.Pool;
  readonly #prepares: boolean;

  /** Without `prepares` every statement is planned as it comes, as a pooler wants it that knows no names. */
  constructor(pool: pg.Pool, prepares: boolean) {
    super({ pool });
    this.#pool = pool;
    this.#prepares = prepares;
  }

  override createDriver(): Driver {
    return new PreparingDriver(this.#pool, this.#prepares);
  }
}

/** Begins, ends and saves as Kysely's driver does, over connections of its own. */
class PreparingDriver extends PostgresDriver {
  readonly #pool: pg.Pool;
  readonly #prepares: boolean;

  constructor(pool: pg.Pool, prepares: boolean) {
    super({ pool });
    this.#pool = pool;
    this.#prepares = prepares;
  }

  override async acquireConnection(): Promise<PreparingConnection> {
    return new PreparingConnection(await this.#pool.connect(), this.#prepares);
  }

  override async beginTransaction(
    connection: PreparingConnection,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    const modes = [isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean);
    const begin: AheadQuery = { ...CompiledQuery.raw([beginning, ...modes].join(' ')), isAhead: true };
    await connection.executeQuery(begin);
    connection.hasToKeep = accessMode !== 'read only';
  }

  /** Nobody waits for the commit of what was only read: that stands whatever becomes of it. */
  override async commitTransaction(connection: PreparingConnection): Promise<void> {
    const hasToWait = connection.hasToKeep || connection.holdsBack;
    const committing = super.commitTransaction(connection);
    if (hasToWait) return connection.endWith(committing);
    // Whoever has the connection next is answered after it, and told where it is lost.
    committing.catch((error: unknown) => {
      // Undone in the end, or is it in the midst of it still: nobody else is to go on with that.
      if (!isAbortedTransactionError(error)) connection.destroy();
    });
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (!(connection instanceof PreparingConnection)) return;
    try {
      await connection.endWith(connection.executeQuery(CompiledQuery.raw('rollback')));
    } catch (error) {
      connection.isBroken = true;
      throw error;
    }
  }

  override releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof PreparingConnection) connection.release();
    return Promise.resolve();
  }
}

/** What `pg` writes to, which its types don't tell. */
interface Connected {
  readonly connection: { readonly stream: Writable };
}

/** To each of the queries. */
type Answers<R extends pg.QueryResultRow> = readonly [pg.QueryResult<R>, ...pg.QueryResult<R>[]];

const undoing = /^rollback\b/i;

const ending: ReadonlySet<string> = new Set(['commit', 'rollback']);

const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

class PreparingConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #prepares: boolean;
  /** Sent with whatever is asked next, in one request: waking PostgreSQL costs more than most of them. */
  #ahead: Described[] = [];
  /** The transaction's last statement, with which its commit has gone out. */
  #last: Promise<unknown> | undefined;
  /** Sends what has been asked at the same time so far: for whatever comes before all of it has been. */
  #flush: (() => void) | undefined;
  #isEnding = false;
  /** Whether a commit of what goes on has to be waited for: it may keep something, or is of what was undone. */
  hasToKeep = true;
  /** Its transaction couldn't be rolled back: nobody else gets it. */
  isBroken = false;

  constructor(client: pg.PoolClient, prepares: boolean) {
    this.#client = client;
    this.#prepares = prepares;
  }

  async executeQuery<R>(
    query: CompiledQuery | PreparedQuery | AheadQuery | LastQuery | AloneQuery | TogetherQuery,
  ): Promise<QueryResult<R>> {
    // It would be run outside it.
    if (this.#isEnding && !ending.has(query.sql)) throw new Error('the transaction is over');
    this.#flush?.();
    if ('take' in query) return this.#together(query);
    if ('settings' in query) return this.#alone(query);
    if (this.#last) return this.#afterEnd(this.#last, query);
    // What can't be sent fails before anything else is: the beginning stays where it is.
    const queries = [this.#described(query)];
    if ('isAhead' in query) {
      this.#ahead.push(...queries);
      return { rows: [] };
    }
    const before = this.#ahead;
    this.#ahead = [];
    if (!undoing.test(query.sql)) return this.#answer({ before, queries, commits: 'isLast' in query });
    // What is held back would be undone with the rest, and where the beginning is, too, there is nothing to undo.
    if (before[0]?.text.startsWith(beginning)) return { rows: [] };
    return this.#answer({ before: [], queries, commits: false });
  }

  /** Of one query. */
  async #answer<R>(asked: Asked): Promise<QueryResult<R>> {
    const answer = this.#send<R & pg.QueryResultRow>(asked);
    if (asked.commits) {
      this.#last = answer;
      this.hasToKeep = true;
    }
    const [only] = await answer;
    const { command, rowCount, rows } = only;
    // Kysely's driver asks what a commit became: PostgreSQL answers one of a failed transaction with ROLLBACK.
    if (command === 'COMMIT' || command === 'ROLLBACK') return { rows: [{ command } as R] };
    return changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows };
  }

  async #together<R>({ complete, take }: TogetherQuery): Promise<QueryResult<R>> {
    const answers = await new Promise<Answers<pg.QueryResultRow>>((resolve, reject) => {
      const flush = () => {
        if (this.#flush !== flush) return;
        this.#flush = undefined;
        this.#sendTogether(take()).then(resolve, reject);
      };
      this.#flush = flush;
      void complete.then(flush);
    });
    return { rows: answers.map(({ rows }) => rows as R) };
  }

  async #sendTogether(asked: readonly PreparedQuery[]): Promise<Answers<pg.QueryResultRow>> {
    if (this.#last) throw new Error('the transaction has had its last statement');
    const queries = asked.map((one) => this.#described(one));
    const before = this.#ahead;
    this.#ahead = [];
    return this.#send({ before, queries, commits: false });
  }

  async #alone<R>(query: AloneQuery): Promise<QueryResult<R>> {
    const before = [CompiledQuery.raw(beginning), ...query.settings].map((one) => this.#described(one));
    const asked = { before, queries: [this.#described(query)], commits: true };
    try {
      const [{ rows }] = await this.#send<R & pg.QueryResultRow>(asked);
      return { rows };
    } catch (error) {
      // Nobody else gets a connection that is in the midst of something.
      await this.#client.query('rollback').catch(() => this.destroy());
      throw error;
    }
  }

  /** After a transaction's last statement nothing comes but its end, of which that has told unless it failed. */
  async #afterEnd<R>(last: Promise<unknown>, query: CompiledQuery): Promise<QueryResult<R>> {
    if (query.sql !== 'commit' && query.sql !== 'rollback')
      throw new Error('the transaction has had its last statement');
    const stands = await last.then(
      () => true,
      () => false,
    );
    this.#last = undefined;
    return query.sql === 'commit' && stands ? { rows: [{ command: 'COMMIT' } as R] } : this.executeQuery(query);
  }

  /** Told to who collects spans by their texts, which have places for their values. */
  async #send<R extends pg.QueryResultRow>(asked: Asked): Promise<Answers<R>> {
    const { stream } = (this.#client as unknown as Connected).connection;
    stream.cork();
    const keeping = this.#keep(asked);
    const asking = this.#ask<R>(asked);
    stream.uncork();
    // What fails first says why.
    const answer = Promise.all([...keeping, asking]).then(() => asking);
    answer.catch(() => (this.hasToKeep = true));
    const spans = [...asked.before, ...asked.queries].map(({ text }) =>
      span({ name: 'sql', attributes: { 'db.query.text': text } }, () => answer),
    );
    await Promise.all(spans);
    return answer;
  }

  /** By requests before the one that goes by their names. */
  #keep({ before, queries }: Asked): readonly Promise<unknown>[] {
    const { connection } = this.#client as unknown as Connected;
    const unknown = new Map<string, Described>();
    for (const one of [...before, ...queries])
      if (one.name !== undefined && !isKept(connection, one.name)) unknown.set(one.name, one);
    return [...unknown.values()].map((one) => this.#answersTo((answered) => new KeepingQuery(one, answered)));
  }

  async #ask<R extends pg.QueryResultRow>(asked: Asked): Promise<Answers<R>> {
    const { before, queries, commits } = asked;
    const [query, ...others] = queries;
    const isText = query?.name === undefined && query?.values.length === 0;
    if (isText && before.length + others.length === 0 && !commits) return [await this.#client.query<R>(query.text)];
    let sent: RowQuery | undefined;
    const answers = await this.#answersTo<R>((answered) => (sent = new RowQuery(asked, answered)));
    if (commits && sent?.committed !== 'COMMIT') throw new Error('the transaction was undone');
    return answers;
  }

  #answersTo<R extends pg.QueryResultRow>(of: (answered: Answered) => pg.Query): Promise<Answers<R>> {
    return new Promise((resolve, reject) => {
      const query = of((error, answers) => {
        if (error) reject(error);
        else resolve([answers].flat() as unknown as Answers<R>);
      });
      this.#client.query(query);
    });
  }

  #described({ sql: text, parameters, ...more }: CompiledQuery | PreparedQuery): Described {
    const name = 'name' in more && this.#prepares ? more.name : undefined;
    return { name, text, values: parameters.map(parameterOf) };
  }

  /** Whether something waits for what is asked next. */
  get holdsBack(): boolean {
    return this.#ahead.length > 0;
  }

  /** Nothing else is asked until then. */
  async endWith<T>(over: Promise<T>): Promise<T> {
    this.#isEnding = true;
    try {
      return await over;
    } finally {
      // Nor by who goes on at the same moment.
      await new Promise<void>((resolve) => process.nextTick(resolve));
      this.#isEnding = false;
    }
  }

  destroy(): void {
    (this.#client as unknown as Connected).connection.stream.destroy();
  }

  release(): void {
    this.#client.release(this.isBroken);
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('nothing is streamed');
  }
}

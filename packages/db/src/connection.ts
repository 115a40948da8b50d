import { Kysely } from 'kysely';
import pg from 'pg';
import type { DB } from './generated/database.ts';
import { PreparingDialect } from './preparing-dialect.ts';
import { readInstant } from './read-instant.ts';
import { answerWithin, type DatabaseRole } from './time-limits.ts';

const dateOid: number = pg.types.builtins.DATE;
const instantOid: number = pg.types.builtins.TIMESTAMPTZ;

const pools = new WeakMap<Kysely<DB>, pg.Pool>();

/** Connections of a pool, and who waits for one. */
export interface PoolState {
  readonly used: number;
  readonly idle: number;
  readonly waiting: number;
  readonly most: number;
}

export function poolStateOf(db: Kysely<DB>): PoolState {
  const pool = pools.get(db);
  if (!pool) throw new Error('no pool was opened by `connect`');
  const { totalCount, idleCount, waitingCount, options } = pool;
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount, most: options.max };
}

/** A pool as one database role. `numeric` and `int8` stay strings up to the edge; dates stay `YYYY-MM-DD`. */
export function connect(url: string, role: DatabaseRole, maxConnections: number, { prepares = true } = {}): Kysely<DB> {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: string): ((value: string) => unknown) => {
      if (oid === dateOid) return (value) => value;
      const byDriver = pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text') as (
        value: string,
      ) => unknown;
      return oid === instantOid && format !== 'binary' ? (value) => readInstant(value) ?? byDriver(value) : byDriver;
    },
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    types,
    // Whoever waits for a connection longer than a person would is told so: the pool doesn't fill with the patient.
    connectionTimeoutMillis: 20_000,
    // An answer that doesn't come any more, over a connection that nobody closed: without this it would be waited for
    // for ever, and the pool would fill with those who wait.
    query_timeout: answerWithin(role),
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // A new one signs in and plans its statements anew, which a person would wait for who looks at a form for longer
    // than the driver's ten seconds. Renewed hourly, and with them the statements that they have prepared.
    idleTimeoutMillis: 300_000,
    maxLifetimeSeconds: 3600,
    // A request by which a statement is kept and the one that goes by its name don't wait for each other.
    pipeline: true,
  });
  // A connection that dies must not take the process with it, whether it is idle (the pool hears of it) or in the midst
  // of a transaction, waiting for something else (only the client does); the next query reports what is wrong.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<DB>({ dialect: new PreparingDialect(pool, prepares) });
  pools.set(db, pool);
  return db;
}

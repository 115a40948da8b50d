import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './generated/database.ts';

/** A pool as one database role. `numeric` and `int8` stay strings up to the edge; dates stay `YYYY-MM-DD`. */
export function connect(url: string, maxConnections: number): Kysely<DB> {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format?: string) => {
      if (oid === pg.types.builtins.DATE) return (value: string) => value;
      return pg.types.getTypeParser(oid, format === 'binary' ? 'binary' : 'text');
    },
  } as pg.CustomTypesConfig;
  const pool = new pg.Pool({ connectionString: url, max: maxConnections, types });
  // A connection that dies idle must not take the process with it; the next query reports what is wrong.
  pool.on('error', () => undefined);
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

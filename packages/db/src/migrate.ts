import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const folder = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The roles that the product connects as; none owns a table, none bypasses row security. */
export const databaseRoles = ['huibao_app', 'huibao_auth', 'huibao_relay', 'huibao_public', 'huibao_keeper'] as const;

/**
 * How long a statement may run, wait for a lock, and leave its transaction idle. As settings of the roles they hold
 * behind any pooler, too. The relay's transaction is open while it talks to Temporal.
 */
const timeouts: Readonly<
  Record<(typeof databaseRoles)[number], readonly [statement: string, lock: string, idle: string]>
> = {
  huibao_app: ['60s', '20s', '60s'],
  huibao_auth: ['15s', '10s', '30s'],
  huibao_relay: ['30s', '10s', '10min'],
  huibao_public: ['15s', '10s', '30s'],
  // Erases in an object store while it holds the row.
  huibao_keeper: ['60s', '20s', '60s'],
};

/**
 * Brings a database to the newest schema, forward only, each file in one transaction, once.
 * `url` connects as the owner; `rolePassword` becomes the password of the product's roles.
 */
export async function migrate(url: string, rolePassword: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // One migration at a time, whoever else starts.
    await client.query('select pg_advisory_lock(7120531)');
    for (const role of databaseRoles) {
      await client.query(
        `do $$ begin create role ${role} login; exception when duplicate_object or unique_violation then null; end $$`,
      );
      await client.query(
        `alter role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(rolePassword)}`,
      );
      const [statement, lock, idle] = timeouts[role];
      await client.query(`alter role ${role} set statement_timeout = '${statement}'`);
      await client.query(`alter role ${role} set lock_timeout = '${lock}'`);
      await client.query(`alter role ${role} set idle_in_transaction_session_timeout = '${idle}'`);
    }
    await client.query(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const applied = new Set(
      (await client.query<{ name: string }>('select name from schema_migrations')).rows.map((row) => row.name),
    );
    const pending = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !applied.has(name)).sort();
    for (const name of pending) {
      await client.query('begin');
      await client.query(await readFile(folder + name, 'utf8'));
      await client.query('insert into schema_migrations (name) values ($1)', [name]);
      await client.query('commit');
    }
    return pending;
  } finally {
    await client.end();
  }
}

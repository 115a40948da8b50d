import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { splitStatements } from './division/split-statements.ts';
import { ensureRoles } from './ensure-roles.ts';
import { dividePartitions } from './partitions.ts';
import { migrationsFolder, shippedMigrations } from './schema-fit.ts';

/**
 * Brings a database to the newest schema, forward only, each file in one transaction, once.
 * `url` connects as the owner, no superuser; `rolePassword` becomes the password of the roles that are made.
 */
export async function migrate(url: string, rolePassword: string): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Row security binds an ordinary owner, too. What it would hide from a migration, and so leave as it was, fails.
    await client.query('set row_security = off');
    // One migration at a time, whoever else starts.
    await client.query('select pg_advisory_lock(7120531)');
    await ensureRoles(client, rolePassword);
    await client.query(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    // Processes ask whether they fit the schema before they serve (decision 87).
    await client.query('grant select on schema_migrations to huibao_auth');
    const applied = new Set(
      (await client.query<{ name: string }>('select name from schema_migrations')).rows.map((row) => row.name),
    );
    const pending = (await shippedMigrations()).filter((name) => !applied.has(name));
    const isDivided = await hasCitus(client);
    for (const name of pending) await apply(client, name, isDivided);
    await retried(() => dividePartitions(client));
    return pending;
  } finally {
    await client.end();
  }
}

/**
 * A file waits so long for each lock, and others behind it: then it lets them pass and tries again. Two such waits are
 * shorter than the second after which PostgreSQL looks for a deadlock: a file that holds one table and waits for
 * another gives up before somebody's save is ended for it (decision 97).
 */
const lockWait = { milliseconds: 300, attempts: 240 };

/** A database that may be divided by tenant (decision 101) takes one statement a message. */
async function hasCitus(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query(`select from pg_extension where extname = 'citus'`);
  return rowCount === 1;
}

async function apply(client: pg.Client, name: string, isDivided: boolean): Promise<void> {
  const text = await readFile(migrationsFolder + name, 'utf8');
  const statements = isDivided
    ? [
        'set local citus.enable_unsafe_triggers = on',
        `set local citus.multi_shard_modify_mode = 'sequential'`,
        ...splitStatements(text),
      ]
    : [text];
  await retried(async () => {
    try {
      await client.query(`begin; set local lock_timeout = ${lockWait.milliseconds}`);
      for (const statement of statements) await client.query(statement);
      await client.query('insert into schema_migrations (name) values ($1)', [name]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

async function retried(work: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isLockHeld(error) || attempt === lockWait.attempts) throw error;
      await setTimeout(1000);
    }
  }
}

/** Waited too long, or in a ring with others. */
const lockHeld = new Set(['55P03', '40P01']);

const isLockHeld = (error: unknown): boolean => lockHeld.has(String((error as { code?: unknown }).code));

import type { DB } from '@huibao/db';
import { sql, type Kysely } from 'kysely';

// As huibao_watch: which processes answer, as each of them says itself.

export interface Process {
  readonly kind: 'api' | 'worker';
  /** Its machine, and its number there. */
  readonly host: string;
  /** What its operators call this version; '' where they don't. */
  readonly release: string;
  /** The newest migration that its code ships. */
  readonly code: string | null;
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** Of `failures` in concerns.ts. */
  readonly failing: readonly string[];
}

export async function keepProcess(db: Kysely<DB>, key: string, process: Process): Promise<void> {
  const { kind, host, release, code, startedAt, seenAt, failing } = process;
  const row = { code, seen_at: seenAt, failing: [...failing] };
  await db
    .insertInto('processes')
    .values({ key, kind, host, release, started_at: startedAt, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

/** Those that ended without a word. */
export async function deleteSilentSince(db: Kysely<DB>, before: Date): Promise<void> {
  await db.deleteFrom('processes').where('seen_at', '<', before).execute();
}

export async function deleteProcess(db: Kysely<DB>, key: string): Promise<void> {
  await db.deleteFrom('processes').where('key', '=', key).execute();
}

export async function listProcesses(db: Kysely<DB>): Promise<readonly Process[]> {
  const rows = await db.selectFrom('processes').selectAll().orderBy('kind').orderBy('host').execute();
  return rows.map((row) => ({
    kind: row.kind as Process['kind'],
    host: row.host,
    release: row.release,
    code: row.code,
    startedAt: row.started_at,
    seenAt: row.seen_at,
    failing: row.failing,
  }));
}

export interface Migration {
  readonly name: string;
  readonly appliedAt: Date;
}

/** As huibao_auth, newest first. */
export async function listMigrations(authDb: Kysely<DB>): Promise<readonly Migration[]> {
  const { rows } = await sql<{ name: string; applied_at: Date }>`
    select name, applied_at from schema_migrations order by applied_at desc, name desc`.execute(authDb);
  return rows.map((row) => ({ name: row.name, appliedAt: row.applied_at }));
}

import { sql, type Kysely } from 'kysely';
import type { DB } from './generated/database.ts';

/** Fails when the database can't answer. */
export async function checkConnection(db: Kysely<DB>): Promise<void> {
  await sql`select 1`.execute(db);
}

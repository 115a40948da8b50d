import type { DB } from '@huibao/db';
import { sql, type Kysely } from 'kysely';
import { measureDatabase } from './platform.repository.ts';

// As huibao_watch: how big what is kept has grown.

/** Of files, wherever they lie. */
export async function sumFiles(db: Kysely<DB>): Promise<{ readonly count: number; readonly bytes: number }> {
  const row = await db
    .selectFrom('files')
    .select((eb) => [eb.fn.countAll<string>().as('count'), eb.fn.sum<string | null>('size').as('bytes')])
    .executeTakeFirstOrThrow();
  return { count: Number(row.count), bytes: Number(row.bytes ?? 0) };
}

/** Notes how big it is on this day, once. */
export async function noteSizes(db: Kysely<DB>, day: string): Promise<void> {
  const { bytes } = await measureDatabase(db);
  await sql`
    insert into noted_sizes (key, database_bytes, file_bytes)
    select ${day}::date, ${bytes}, (select coalesce(sum(size), 0) from files)
    where not exists (select 1 from noted_sizes where key = ${day}::date)
    on conflict do nothing`.execute(db);
}

export interface NotedSize {
  readonly day: string;
  readonly databaseBytes: number;
  readonly fileBytes: number;
}

/** The last one of that day or before; else the first one that there is. */
export async function findNotedSize(db: Kysely<DB>, day: string): Promise<NotedSize | null> {
  const { rows } = await sql<{ day: string; database_bytes: string; file_bytes: string }>`
    select key::text as day, database_bytes, file_bytes from noted_sizes
    order by key <= ${day}::date desc, case when key <= ${day}::date then key end desc nulls last, key limit 1`.execute(
    db,
  );
  const [row] = rows;
  return row ? { day: row.day, databaseBytes: Number(row.database_bytes), fileBytes: Number(row.file_bytes) } : null;
}

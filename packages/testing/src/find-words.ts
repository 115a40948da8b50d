import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';

/** What bytes say to a reader, without breaks: a printed file is compressed. */
export function wordsOfFile(bytes: Buffer): string {
  const isPdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-';
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK';
  if (!isPdf && !isZip) return bytes.toString('utf8');
  const folder = mkdtempSync(join(tmpdir(), 'huibao-words-'));
  try {
    const path = join(folder, 'file');
    writeFileSync(path, bytes);
    const words = isPdf
      ? execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' })
      : execFileSync('unzip', ['-p', path], { encoding: 'utf8' }).replaceAll(/<[^>]+>/g, '');
    return words.replaceAll(/\s/g, '');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Every column of every table that says it, files too, with the number of rows. Asked as the owner. */
export async function findWords(owner: pg.Client, words: string): Promise<Readonly<Record<string, number>>> {
  const { rows: columns } = await owner.query<{ table: string; column: string; type: string }>(`
    select c.relname as table, a.attname as column, a.atttypid::regtype::text as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
      and not a.attisdropped order by 1, a.attnum`);
  const found: Record<string, number> = {};
  for (const { table, column, type } of columns) {
    const count =
      type === 'bytea' ? await countFiles(owner, table, column, words) : await countTexts(owner, table, column, words);
    if (count > 0) found[`${table}.${column}`] = count;
  }
  return found;
}

async function countTexts(owner: pg.Client, table: string, column: string, words: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `select count(*)::int as count from ${table} where strpos(${column}::text, $1) > 0`,
    [words],
  );
  return rows[0]?.count ?? 0;
}

async function countFiles(owner: pg.Client, table: string, column: string, words: string): Promise<number> {
  // A kept file lies in pieces.
  const { rows } = await owner.query<{ bytes: Buffer }>(
    table === 'blob_pieces'
      ? `select string_agg(bytes, '' order by no) as bytes from blob_pieces group by tenant_id, sha256`
      : `select ${column} as bytes from ${table} where ${column} is not null`,
  );
  return rows.filter(({ bytes }) => wordsOfFile(bytes).includes(words)).length;
}

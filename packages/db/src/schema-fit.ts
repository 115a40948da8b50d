import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sql, type Kysely } from 'kysely';
import type { DB } from './generated/database.ts';

export const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The files that this code ships, in the order in which they are applied. */
export async function shippedMigrations(): Promise<readonly string[]> {
  return (await readdir(migrationsFolder)).filter((name) => name.endsWith('.sql')).sort();
}

/** How the database's schema stands to this code (decision 87). Migrations by the names of their files. */
export interface SchemaFit {
  /** The newest that the code ships. */
  readonly code: string | null;
  /** The newest that is applied; null where none is, or only ones of before this was asked. */
  readonly database: string | null;
  /** The code ships them, and they aren't applied. */
  readonly missing: readonly string[];
  /** Applied, not the code's, and of a kind that older code can't be served over. */
  readonly breaking: readonly string[];
}

/** What adds to the schema leaves older code working; what doesn't is named `0123-drops-x.breaking.sql`. */
const isBreaking = (name: string): boolean => name.endsWith('.breaking.sql');

export const doesFit = ({ missing, breaking }: SchemaFit): boolean => missing.length === 0 && breaking.length === 0;

export function compareSchema(shipped: readonly string[], applied: readonly string[]): SchemaFit {
  return {
    code: shipped.toSorted().at(-1) ?? null,
    database: applied.toSorted().at(-1) ?? null,
    missing: shipped.filter((name) => !applied.includes(name)),
    breaking: applied.filter((name) => isBreaking(name) && !shipped.includes(name)),
  };
}

/** No table of migrations, or one that `migrate.ts` of a version before has made: without the right to read it. */
const unreadable = new Set(['42P01', '42501']);

/** @param db as `huibao_auth`, which alone may read the names */
export async function readSchemaFit(db: Kysely<DB>): Promise<SchemaFit> {
  const shipped = await shippedMigrations();
  try {
    const { rows } = await sql<{ name: string }>`select name from schema_migrations`.execute(db);
    return compareSchema(
      shipped,
      rows.map(({ name }) => name),
    );
  } catch (error) {
    if (!unreadable.has(String((error as { code?: unknown }).code))) throw error;
    return compareSchema(shipped, []);
  }
}

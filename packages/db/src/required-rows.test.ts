import { randomUUID } from 'node:crypto';
import { createTestDatabase, nobody, type TestDatabase } from '@huibao/testing';
import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenant } from './with-tenant.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const noId = randomUUID();
const rows = [1, 2, 3];

/** What a key would ask of each row is asked of each statement. A divided database takes them by their values alone. */
const ofNothing = {
  facts: sql`insert into facts
      (tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, source_id)
    values ${sql.join(rows.map((n) => sql`(1, 2025, ${n}::int, '', 1, 1, 1, true, 1, ${noId}::uuid)`))}`,
  draft_cells: sql`insert into draft_cells
      (tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at)
    values ${sql.join(
      rows.map((n) => sql`(1, ${noId}::uuid, 1, ${`a${n}`}, '', 'missing', '', 1, 'form', ${noId}::uuid, now())`),
    )}`,
};

it.each(Object.entries(ofNothing))('%s are of something that there is', async (table, inserting) => {
  const writing = withTenant(database.services.db, nobody, (trx) => inserting.execute(trx));
  const refused: unknown = await writing.catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: '23503' });
  // A divided database names the table in its words alone.
  const { table: named, message } = refused as pg.DatabaseError;
  expect(named ?? message).toContain(table);
});

it('a fact has no way in by which nobody is asked: into a part of the table, by a change, or from under it', async () => {
  const { rows } = await sql<{ way: string }>`
    select c.relname || ' ' || way as way from pg_inherits i join pg_class c on c.oid = i.inhrelid,
      unnest(array['insert', 'update']) way
    where i.inhparent = 'facts'::regclass and has_any_column_privilege('huibao_app', c.oid, way)
    union all
    select table_name || ' ' || way from (values
      ('facts', 'element_id', 'update'), ('facts', 'owner_tenant_id', 'update'),
      ('data_elements', 'id', 'update'), ('data_elements', 'owner_tenant_id', 'update')
    ) asked (table_name, column_name, way) where has_column_privilege('huibao_app', table_name, column_name, way)
    union all
    select 'data_elements delete' where has_table_privilege('huibao_app', 'data_elements', 'delete')`.execute(
    database.services.db,
  );
  expect(rows).toEqual([]);
});

import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenant, type Actor } from './with-tenant.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const somebody: Actor = {
  tenantId: 1,
  lineage: [1],
  units: null,
  userId: '',
  userName: '',
  role: 'system',
  now: () => new Date(0),
};

/** What a key would ask of each row is asked of each statement. */
const ofNothing = {
  facts: sql`insert into facts
      (tenant_id, year, element_id, key, period, unit_id, owner_tenant_id, is_applicable, num, source_id)
    select 1, 2025, n, '', 1, 1, 1, true, 1, gen_random_uuid() from generate_series(1, 3) n`,
  draft_cells: sql`insert into draft_cells
      (tenant_id, submission_id, unit_id, code, key, state, value, version, source, updated_by, updated_at)
    select 1, gen_random_uuid(), 1, 'a', '', 'missing', '', 1, 'form', gen_random_uuid(), now()
    from generate_series(1, 3)`,
};

it.each(Object.entries(ofNothing))('%s are of something that there is', async (table, inserting) => {
  const writing = withTenant(database.services.db, somebody, (trx) => inserting.execute(trx));
  await expect(writing).rejects.toMatchObject({ code: '23503', table });
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

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

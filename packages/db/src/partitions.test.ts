import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dividePartitions } from './partitions.ts';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

it('years to come have a place of their own before they do, with what lies there already', async () => {
  await owner.query(`
    set session_replication_role = replica;
    insert into facts (tenant_id, owner_tenant_id, unit_id, element_id, key, year, period, source_id, is_applicable, num)
      select 1, 1, 1, 1, '', year, 1, gen_random_uuid(), true, year from generate_series(2026, 2033) year;
    set row_security = off`);
  // As far as it was migrated, nothing is due.
  expect(await dividePartitions(owner)).toEqual([]);
  const { rows: before } = await owner.query<{ year: number }>(
    `select max(substring(c.relname from '^facts_from_(\\d{4})$')::int) as year from pg_inherits i
     join pg_class c on c.oid = i.inhrelid where i.inhparent = 'facts'::regclass`,
  );
  const next = before[0]?.year ?? 0;
  expect(await dividePartitions(owner, next)).toEqual([next, next + 1, next + 2]);
  const { rows } = await owner.query<{ name: string; year: number }>(
    'select tableoid::regclass::text as name, year from facts where year >= $1 order by year',
    [next],
  );
  expect(rows.map(({ name }) => name)).toEqual(
    rows.map(({ year }) => (year < next + 3 ? `facts_${year}` : `facts_from_${next + 3}`)),
  );
  expect(rows.length).toBe(2033 - next + 1);
  const { rows: bound } = await owner.query<{ forced: boolean; triggered: boolean }>(
    "select relforcerowsecurity as forced, not exists (select from pg_trigger where tgrelid = c.oid and tgenabled = 'D') as triggered from pg_class c where relname = 'facts'",
  );
  expect(bound).toEqual([{ forced: true, triggered: true }]);
  const { rows: settings } = await owner.query<{ options: readonly string[] | null }>(
    "select distinct c.reloptions as options from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'facts'::regclass",
  );
  expect(settings).toEqual([{ options: ['autovacuum_vacuum_insert_scale_factor=0.01'] }]);
});

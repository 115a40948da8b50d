import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

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

it('PostgreSQL counts what stands in no list that is as long as what was sent', async () => {
  const { rows } = await owner.query<{ list: string }>(`
    select c.relname || '.' || a.attname as list from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and t.typcategory = 'A'
      and coalesce(a.attstattarget, -1) <> 0 order by 1`);
  // A handful each, whatever is sent.
  const short = ['collections.parts', 'deliveries.parts', 'processes.failing', 'reports.parts'];
  expect(rows.map(({ list }) => list)).toEqual(short);
});

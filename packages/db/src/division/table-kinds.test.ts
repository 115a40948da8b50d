import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysOverTenants, tableKinds, triggersOverRows } from './table-kinds.ts';

let database: TestDatabase;
let owner: pg.Client;
const rows = async <T extends object>(query: string): Promise<T[]> => (await owner.query<T>(query)).rows;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const kinds: Readonly<Record<string, string>> = tableKinds;

/** Roles that write in one place and elsewhere, and why the two aren't parted: each is a transaction by itself. */
const writtenApart: Readonly<Record<string, string>> = {
  'huibao_app figure_changes': 'by a trigger alone, which goes when it is divided (triggersOverRows)',
  'huibao_auth sign_in_attempts': 'the limiter’s own statements, before anybody is signed in',
  'huibao_keeper noted_heads': 'heads, in a statement of their own; bytes are kept by others',
  'huibao_watch noted_sizes': 'a statement a day',
  'huibao_watch processes':
    'what a process says of itself, a statement each; of the outbox the next try is all it changes',
};

const columnsOf = (of: string, relation: string): string =>
  `array(select a.attname::text from unnest(${of}) with ordinality as c(no, at)
     join pg_attribute a on a.attrelid = ${relation} and a.attnum = c.no order by c.at)`;

// What Citus refuses, read from the catalogue: policies are `catalogue.test.ts`'s.
describe('a schema that can be divided by tenant', () => {
  it('has the tenant in every unique key, but those that nothing rests on alone', async () => {
    const keys = await rows<{ table: string; key: string; columns: string[] }>(`
      select t.relname as table, i.relname as key, ${columnsOf('x.indkey[0:x.indnkeyatts - 1]', 't.oid')} as columns
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      where t.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion) and not t.relispartition`);
    const without = keys.filter(({ table, columns }) => kinds[table] === 'by tenant' && !columns.includes('tenant_id'));
    expect(without.map(({ key }) => key).sort()).toEqual(Object.keys(keysOverTenants).sort());
  });

  it('numbers rows by sequences', async () => {
    const identities = await rows(`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and is_identity = 'YES'`);
    expect(identities).toEqual([]);
  });

  it('has foreign keys only to what lies beside the row', async () => {
    const foreign = await rows<{ name: string; from: string; to: string; own: string[]; others: string[] }>(`
      select k.conname as name, k.conrelid::regclass::text as from, k.confrelid::regclass::text as to,
        ${columnsOf('k.conkey', 'k.conrelid')} as own, ${columnsOf('k.confkey', 'k.confrelid')} as others
      from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0`);
    const isTaken = ({ from, to, own, others }: (typeof foreign)[number]): boolean => {
      // Citus would take it for one in step.
      if (kinds[from] === 'in one place') return kinds[to] === 'in one place';
      if (kinds[to] === 'everywhere') return true;
      if (kinds[from] !== kinds[to]) return false;
      return kinds[to] === 'in step' || own.some((column, n) => column === 'tenant_id' && others[n] === 'tenant_id');
    };
    expect(foreign.length).toBeGreaterThan(80);
    expect(foreign.filter((key) => !isTaken(key)).map(({ name }) => name)).toEqual([]);
  });

  it('has no function that sets something for the node alone that is connected to', async () => {
    const deaf = await rows(`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and prosrc ~ 'set_config'`);
    expect(deaf).toEqual([]);
  });

  it('has no triggers but for a row each, apart from those that go', async () => {
    const triggers = await rows<{ table: string; calls: string }>(`
      select t.tgrelid::regclass::text as table, p.proname as calls from pg_trigger t join pg_proc p on p.oid = t.tgfoid
      where not t.tgisinternal and t.tgparentid = 0 and t.tgtype & 1 = 0`);
    const many = triggers.filter(({ table }) => kinds[table] !== 'in one place').map(({ calls }) => calls);
    expect([...new Set(many)].sort()).toEqual(Object.keys(triggersOverRows).sort());
  });

  // Of what Citus doesn't know of, it commits the rows on another node first: who falls in between has parted the two.
  it('lets nobody write in one place what could go with rows that lie elsewhere', async () => {
    const writing = await rows<{ role: string; table: string }>(`
      select distinct grantee as role, table_name as table from information_schema.column_privileges
      where table_schema = 'public' and grantee ^@ 'huibao_' and privilege_type in ('INSERT', 'UPDATE')
      union
      select grantee, table_name from information_schema.table_privileges
      where table_schema = 'public' and grantee ^@ 'huibao_' and privilege_type = 'DELETE'`);
    const elsewhere = new Set(
      writing
        .filter(({ table }) => ['by tenant', 'everywhere', 'in step'].includes(kinds[table] ?? ''))
        .map(({ role }) => role),
    );
    const parted = writing.filter(({ role, table }) => kinds[table] === 'in one place' && elsewhere.has(role));
    expect(parted.map(({ role, table }) => `${role} ${table}`).sort()).toEqual(Object.keys(writtenApart).sort());
  });
});

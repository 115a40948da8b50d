import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureRoles } from './ensure-roles.ts';
import { migrate } from './migrate.ts';

// The template of every test's database is migrated by an owner who may create roles and no more. Here, by one who may
// not even that, and is given them. Roles are the whole server's: those changed here are others of their kind.

let database: TestDatabase;
let admin: pg.Client;
let owner: pg.Client;
let ownerUrl: string;

const nameOf = (role: string): string => role.replace('huibao', 'given');

beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.ownerUrl });
  await admin.connect();
  await admin.query("create role poor_owner login password 'poor-2024'");
  await admin.query('create database poor_owned owner poor_owner');
  const url = new URL(database.ownerUrl);
  [url.username, url.password, url.pathname] = ['poor_owner', 'poor-2024', '/poor_owned'];
  ownerUrl = url.href;
  owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await admin.query('drop database if exists poor_owned with (force)');
  const { rows } = await admin.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname like 'given\\_%' or rolname = 'poor_owner'",
  );
  for (const { rolname } of rows) await admin.query(`drop role ${rolname}`);
  await admin.end();
  await database.drop();
});

/** Whoever may runs what the owner is told to have run. */
async function followAdvice(): Promise<readonly string[]> {
  const told = await ensureRoles(owner, 'never-used', nameOf).then(
    () => '',
    (error: Error) => error.message,
  );
  const statements = told.split('\n').slice(1);
  for (const statement of statements) await admin.query(statement.replace('…', 'given-2024'));
  return statements;
}

describe('an owner who may create no roles', () => {
  it('hears what is to be run by who may, and needs nothing once it was', async () => {
    expect((await followAdvice()).length).toBeGreaterThan(15);
    expect(await followAdvice()).toEqual([]);
    await admin.query('alter role given_keeper reset lock_timeout');
    expect(await followAdvice()).toEqual(["alter role given_keeper set lock_timeout = '20s';"]);
  });

  it('is refused a role that row security doesn’t bind', async () => {
    await admin.query('alter role given_relay bypassrls');
    await expect(ensureRoles(owner, 'never-used', nameOf)).rejects.toThrow('given_relay');
  });

  it('brings its database to the newest schema, rows that are hidden from it included', async () => {
    expect((await migrate(ownerUrl, 'never-used')).length).toBeGreaterThan(30);
    expect((await owner.query('select from tenants')).rowCount).toBe(0);
    await owner.query('alter table tenants no force row level security');
    expect((await owner.query("select from tenants where kind = 'platform'")).rowCount).toBe(1);
  });
});

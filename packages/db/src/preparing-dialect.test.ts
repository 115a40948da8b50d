import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DB } from './generated/database.ts';
import { sendAhead, toPrepared } from './preparing-dialect.ts';
import { readAsTenant, type Actor } from './with-tenant.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What the connection has prepared, and how often it ran each. */
async function listPrepared(connection: Kysely<DB>): Promise<readonly { statement: string; runs: number }[]> {
  const { rows } = await sql<{ statement: string; runs: number }>`
    select statement, (generic_plans + custom_plans)::int as runs from pg_prepared_statements`.execute(connection);
  return rows;
}

describe('a connection', () => {
  it('plans a prepared query once, for whatever it is given, and keeps nothing of any other', async () => {
    await database.services.db.connection().execute(async (connection) => {
      const prepared = toPrepared(sql<{ sum: number }>`select ${1}::int + 1 as sum`.compile(connection));
      expect((await connection.executeQuery(prepared)).rows).toEqual([{ sum: 2 }]);
      expect((await connection.executeQuery({ ...prepared, parameters: [41] })).rows).toEqual([{ sum: 42 }]);
      await sql`select ${1}::int + 2 as sum`.execute(connection);
      expect(await listPrepared(connection)).toEqual([{ statement: prepared.sql, runs: 2 }]);
    });
  });

  it('says how many rows a change touched', async () => {
    await database.services.db.transaction().execute(async (trx) => {
      await sql`create temporary table counted (n int)`.execute(trx);
      const inserted = await sql`insert into counted values (1), (2)`.execute(trx);
      expect(inserted.numAffectedRows).toBe(2n);
      expect((await sql`update counted set n = 3 where n = 0`.execute(trx)).numAffectedRows).toBe(0n);
    });
  });

  it('says that a transaction was rolled back, which was to be committed after an error', async () => {
    const swallowing = database.services.db.transaction().execute(async (trx) => {
      await sql`select 1 / 0`.execute(trx).catch(() => undefined);
    });
    await expect(swallowing).rejects.toThrow();
    await expect(sql`select 1`.execute(database.services.db)).resolves.toBeDefined();
  });

  it('runs what was sent ahead before what is asked next', async () => {
    await database.services.db.transaction().execute(async (trx) => {
      await sendAhead(trx, sql`create temporary table ahead (n int)`);
      for (const n of [1, 2, 3]) await sendAhead(trx, sql`insert into ahead values (${n})`);
      const { rows } = await sql`select n from ahead`.execute(trx);
      expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    });
  });

  it('tells why what was sent ahead failed with what is asked next, and keeps nothing', async () => {
    const { db } = database.services;
    const asking = db.transaction().execute(async (trx) => {
      await sendAhead(trx, sql`select 1 / ${0}::int`);
      await sql`select 1`.execute(trx);
    });
    await expect(asking).rejects.toThrow('division by zero');
    const committing = db.transaction().execute(async (trx) => {
      await sql`create temporary table gone (n int)`.execute(trx);
      await sendAhead(trx, sql`select 1 / ${0}::int`);
    });
    await expect(committing).rejects.toThrow('division by zero');
    await expect(sql`select * from gone`.execute(db)).rejects.toThrow('does not exist');
  });
});

it('who reads sees everything as of one moment, whatever is committed meanwhile', async () => {
  const { db } = database.services;
  const actor: Actor = {
    tenantId: 1,
    lineage: [1],
    units: null,
    userId: '',
    userName: '',
    role: 'system',
    now: () => new Date(0),
  };
  const seen = sql<{ moment: string }>`select pg_current_snapshot()::text as moment`;
  const [before, after] = await readAsTenant(db, actor, async (trx) => {
    const first = await seen.execute(trx);
    await sql`select pg_current_xact_id()`.execute(db);
    return [first.rows, (await seen.execute(trx)).rows];
  });
  expect(after).toEqual(before);
});

import { createTestDatabase, nobody, type TestDatabase } from '@huibao/testing';
import { sql, type Kysely } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from './connection.ts';
import type { DB } from './generated/database.ts';
import { executeLast, executePrepared, sendAhead, toPrepared } from './preparing-dialect.ts';
import { defineStatement } from './statement.ts';
import { readAsTenant } from './with-tenant.ts';

/** What `pg` sends by, which its types don't tell. */
interface Sending {
  readonly parse: (of: { readonly text: string }) => void;
  readonly sync: () => void;
}

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
      await sql`create temporary table ahead (n int)`.execute(trx);
      for (const n of [1, 2, 3]) await sendAhead(trx, sql`insert into ahead values (${n})`);
      // What one of them answers isn't the next one's answer.
      await sendAhead(trx, sql`select n, 'ahead' as of from ahead where n < ${3}`);
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

  it('commits with the last statement of a transaction, after which nothing comes', async () => {
    const { db } = database.services;
    const writing = (n: number) => toPrepared(sql`insert into lasting values (8 / ${n}::int)`.compile(db));
    await db.connection().execute(async (one) => {
      await sql`create temporary table lasting (n int)`.execute(one);
      await one.transaction().execute((trx) => executeLast(trx, writing(4)));
      const going = one.transaction().execute(async (trx) => {
        await executeLast(trx, writing(2));
        await sql`insert into lasting values (1)`.execute(trx);
      });
      await expect(going).rejects.toThrow('last statement');
      const failing = one.transaction().execute(async (trx) => {
        await sql`insert into lasting values (3)`.execute(trx);
        await executeLast(trx, writing(0));
      });
      await expect(failing).rejects.toThrow('division by zero');
      const { rows } = await sql`select n from lasting order by n`.execute(one);
      expect(rows).toEqual([{ n: 2 }, { n: 4 }]);
    });
  });

  it('runs a statement alone as its actor, and is left as it was where it fails', async () => {
    const dividing = defineStatement<{ n: number }, { tenant: string; units: string; eighth: number; xid: string }>(
      (_, { n }) => sql`select current_setting('app.tenant') as tenant, current_setting('app.units') as units,
        8 / ${n}::int as eighth, pg_current_xact_id()::text as xid`,
    );
    await database.services.db.connection().execute(async (one) => {
      const actor = { ...nobody, tenantId: 7, units: [3, 4] };
      const [row] = await dividing.runAlone(one, actor, { n: 2 });
      expect(row).toMatchObject({ tenant: '7', units: '{3,4}', eighth: 4 });
      const status = sql<{ of: string }>`select pg_xact_status(${row?.xid}::xid8) as of`;
      expect((await status.execute(one)).rows).toEqual([{ of: 'committed' }]);
      await expect(dividing.runAlone(one, actor, { n: 0 })).rejects.toThrow('division by zero');
      const left = sql<{ tenant: string | null }>`select nullif(current_setting('app.tenant', true), '') as tenant`;
      expect((await left.execute(one)).rows).toEqual([{ tenant: null }]);
      expect(await dividing.runAlone(one, actor, { n: 8 })).toMatchObject([{ eighth: 1 }]);
    });
  });

  it('undoes a transaction whose commit fails, though its last statement had succeeded', async () => {
    const { db } = database.services;
    const twice = defineStatement<{ n: number }, { n: number }>(
      (_, { n }) => sql`insert into once select ${n}::int from generate_series(1, 2) returning n`,
    );
    await db.connection().execute(async (one) => {
      await sql`create temporary table once (n int unique deferrable initially deferred)`.execute(one);
      await expect(twice.runAlone(one, nobody, { n: 1 })).rejects.toThrow('once_n_key');
      await expect(one.transaction().execute((trx) => twice.runLast(trx, { n: 2 }))).rejects.toThrow('once_n_key');
      expect((await sql`select n from once`.execute(one)).rows).toEqual([]);
    });
  });

  it('says of a statement that PostgreSQL won’t have, each time, what is wrong with it', async () => {
    const broken = defineStatement<{ n: number }, object>(
      (_, { n }) => sql`select missing from (select ${n}::int) one`,
    );
    const dividing = defineStatement<{ n: number }, { n: number }>((_, { n }) => sql`select 64 / ${n}::int as n`);
    await database.services.db.connection().execute(async (one) => {
      for (let times = 0; times < 2; times += 1) {
        await expect(broken.runAlone(one, nobody, { n: 1 })).rejects.toThrow('"missing" does not exist');
        const going = one.transaction().execute(async (trx) => {
          await dividing.sendAhead(trx, { n: times });
          await broken.run(trx, { n: 1 });
        });
        await expect(going).rejects.toThrow('"missing" does not exist');
      }
      await expect(dividing.runAlone(one, nobody, { n: 0 })).rejects.toThrow('division by zero');
      expect(await dividing.runAlone(one, nobody, { n: 8 })).toEqual([{ n: 8 }]);
    });
  });

  it('answers each its own, though something before them couldn’t be sent', async () => {
    const narrow = connect(database.urlOf('huibao_app'), 'huibao_app', 1);
    const unsendable = {
      toJSON: () => {
        throw new Error('not to be sent');
      },
    };
    const echo = (value: unknown) => toPrepared(sql<{ v: string }>`select ${value}::text as v`.compile(narrow));
    try {
      const outside = narrow.executeQuery(echo(unsendable));
      const others = [1, 2, 3].map((n) => narrow.executeQuery(echo(n)));
      await expect(outside).rejects.toThrow('not to be sent');
      expect((await Promise.all(others)).map(({ rows }) => rows)).toEqual([[{ v: '1' }], [{ v: '2' }], [{ v: '3' }]]);
      for (const isAhead of [true, false]) {
        const inside = readAsTenant(narrow, nobody, async (trx) => {
          if (isAhead) await sendAhead(trx, sql`select ${unsendable}::text`);
          else await trx.executeQuery(echo(unsendable));
          await trx.executeQuery(echo(4));
        });
        await expect(inside).rejects.toThrow('not to be sent');
        expect((await narrow.executeQuery(echo(5))).rows).toEqual([{ v: '5' }]);
      }
    } finally {
      await narrow.destroy();
    }
  });

  it('ends a connection that is asked to copy what nobody sends, and goes on with another', async () => {
    const narrow = connect(database.urlOf('huibao_app'), 'huibao_app', 1);
    try {
      const copying = narrow.transaction().execute(async (trx) => {
        await sql`create temporary table copied (n int)`.execute(trx);
        await sendAhead(trx, sql`select ${1}::int`);
        await sql`copy copied from stdin`.execute(trx);
      });
      // By whichever is told first: what was under way, or the rollback that it was too late for.
      await expect(copying).rejects.toThrow(/^(?:Connection terminated|Client has encountered a connection error)/);
      expect((await sql`select ${5}::int as five`.execute(narrow)).rows).toEqual([{ five: 5 }]);
    } finally {
      await narrow.destroy();
    }
  });

  it('is asked at once what is asked at the same time, and answers each its own, whatever it is', async () => {
    const counted = defineStatement<{ n: number }, { i: number }>(
      (_, { n }) => sql`select i from generate_series(1, ${n}::int) i`,
    );
    const named = defineStatement<{ name: string }, { name: string; now: Date }>(
      (_, { name }) => sql`select ${name}::text as name, now() as now`,
    );
    const kept = defineStatement<{ n: number }, never>((_, { n }) => sql`insert into kept values (${n}::int)`);
    const requests = vi.spyOn(pg.Connection.prototype as unknown as Sending, 'sync');
    try {
      await database.services.db.transaction().execute(async (trx) => {
        await sql`create temporary table kept (n int)`.execute(trx);
        const ask = () =>
          Promise.all([
            counted.run(trx, { n: 0 }),
            kept.run(trx, { n: 7 }),
            Promise.resolve().then(() => counted.run(trx, { n: 3 })),
            named.run(trx, { name: 'a' }),
            executePrepared(trx, sql`select n from kept`),
            counted.run(trx, { n: 1 }),
          ]);
        const expected = [[], [], [{ i: 1 }, { i: 2 }, { i: 3 }], [{ name: 'a' }], [{ n: 7 }], [{ i: 1 }]];
        expect(await ask()).toMatchObject(expected);
        requests.mockClear();
        await sendAhead(trx, sql`delete from kept`);
        expect(await ask()).toMatchObject(expected);
        // That which nobody had asked before is told to PostgreSQL first.
        expect(requests).toHaveBeenCalledTimes(2);
        expect(await ask()).toMatchObject([[], [], [{}, {}, {}], [{}], [{ n: 7 }, { n: 7 }], [{}]]);
        expect(requests).toHaveBeenCalledTimes(3);
      });
    } finally {
      requests.mockRestore();
    }
  });

  it('tells all that was asked at the same time why one of it failed, and is free for others', async () => {
    const dividing = defineStatement<{ n: number }, { n: number }>((_, { n }) => sql`select 64 / ${n}::int as n`);
    const narrow = connect(database.urlOf('huibao_app'), 'huibao_app', 1);
    try {
      const asking = readAsTenant(narrow, nobody, (trx) =>
        Promise.allSettled([8, 0, 4].map((n) => dividing.run(trx, { n }))).then((all) =>
          all.map(({ status }) => status),
        ),
      );
      // It was undone, and who passes over that has read nothing.
      await expect(asking).rejects.toThrow();
      const reading = readAsTenant(narrow, nobody, (trx) => Promise.all([8, 4].map((n) => dividing.run(trx, { n }))));
      expect(await reading).toEqual([[{ n: 8 }], [{ n: 16 }]]);
    } finally {
      await narrow.destroy();
    }
  });

  it('waits for no commit of what was only read, and begins the next after it', async () => {
    const narrow = connect(database.urlOf('huibao_app'), 'huibao_app', 1);
    const tenant = sql<{ of: string; at: string }>`select current_setting('app.tenant', true) as of, now()::text as at`;
    try {
      const read = (tenantId: number) =>
        readAsTenant(narrow, { ...nobody, tenantId }, async (trx) => (await tenant.execute(trx)).rows[0]);
      const [one, other] = await Promise.all([read(7), read(8)]);
      expect([one?.of, other?.of]).toEqual(['7', '8']);
      expect(one?.at).not.toBe(other?.at);
      // Without a transaction there is no tenant left.
      expect((await tenant.execute(narrow)).rows[0]?.of).toBe('');
      await expect(narrow.transaction().execute((trx) => sql`select 1 / 0`.execute(trx))).rejects.toThrow('division');
      expect((await read(9))?.of).toBe('9');
    } finally {
      await narrow.destroy();
    }
  });

  it('says that nothing was committed, to who passes over that its last statement failed', async () => {
    const dividing = defineStatement<{ n: number }, { n: number }>((_, { n }) => sql`select 64 / ${n}::int as n`);
    await database.services.db.connection().execute(async (one) => {
      const swallowing = one.transaction().execute((trx) => dividing.runLast(trx, { n: 0 }).catch(() => []));
      await expect(swallowing).rejects.toThrow();
      const leaving = one.transaction().execute((trx) => {
        dividing.runLast(trx, { n: 0 }).catch(() => undefined);
        return Promise.resolve();
      });
      await expect(leaving).rejects.toThrow();
      expect(await dividing.runAlone(one, nobody, { n: 8 })).toEqual([{ n: 8 }]);
    });
  });

  it('sends nothing of what is undone before anything was asked, and undoes what was held back', async () => {
    await database.services.db.connection().execute(async (one) => {
      const failing = one.transaction().execute(async (trx) => {
        await sendAhead(trx, sql`select 1 / ${0}::int`);
        throw new Error('mine');
      });
      await expect(failing).rejects.toThrow('mine');
      await one.transaction().execute(async (trx) => {
        await sql`savepoint here`.execute(trx);
        await sendAhead(trx, sql`select 1 / ${0}::int`);
        await sql`rollback to savepoint here`.execute(trx);
        await sendAhead(trx, sql`-- nothing`);
        expect((await sql`select ${5}::int as five`.execute(trx)).rows).toEqual([{ five: 5 }]);
      });
    });
  });

  it('goes in one request with its beginning and settings, each a text by itself, as Citus repeats it elsewhere', async () => {
    const one = defineStatement<object, { one: number }>(() => sql<{ one: number }>`select 1 as one`);
    await database.services.db.connection().execute(async (connection) => {
      await one.runAlone(connection, nobody, {});
      const texts = vi.spyOn(pg.Connection.prototype as unknown as Sending, 'parse');
      const requests = vi.spyOn(pg.Connection.prototype as unknown as Sending, 'sync');
      try {
        await one.runAlone(connection, nobody, {});
        expect(requests).toHaveBeenCalledTimes(1);
        await readAsTenant(connection, nobody, (trx) => one.run(trx, {}));
        expect(requests).toHaveBeenCalledTimes(2);
        const begun = texts.mock.calls.map(([{ text }]) => text.replace(/ = .*/, ''));
        const settings = ['set local app.tenant', 'set local app.lineage', 'set local app.units'];
        expect(begun).toEqual([
          'start transaction',
          ...settings,
          'commit',
          'start transaction isolation level repeatable read read only',
          ...settings,
        ]);
      } finally {
        texts.mockRestore();
        requests.mockRestore();
      }
    });
  });

  it('writes a statement once, whatever it is given, and plans it under its name unless it is told not to', async () => {
    let written = 0;
    const minus = defineStatement<{ a: number; b: number }, { difference: number }>((_, { a, b }) => {
      written += 1;
      return sql`select ${a}::int - ${b}::int + ${1}::int as difference`;
    });
    const unprepared = connect(database.urlOf('huibao_app'), 'huibao_app', 1, { prepares: false });
    try {
      for (const db of [database.services.db, unprepared])
        await db.connection().execute(async (one) => {
          expect(await minus.run(one, { a: 5, b: 2 })).toEqual([{ difference: 4 }]);
          expect(await minus.run(one, { b: 5, a: 2 })).toEqual([{ difference: -2 }]);
          const kept = (await listPrepared(one)).filter(({ statement }) => statement.includes('as difference'));
          expect(kept.map(({ runs }) => runs)).toEqual(db === unprepared ? [] : [2]);
        });
      expect(written).toBe(1);
    } finally {
      await unprepared.destroy();
    }
  });
});

it('who reads sees everything as of one moment, whatever is committed meanwhile', async () => {
  const { db } = database.services;
  const seen = sql<{ moment: string }>`select pg_current_snapshot()::text as moment`;
  const [before, after] = await readAsTenant(db, nobody, async (trx) => {
    const first = await seen.execute(trx);
    await sql`select pg_current_xact_id()`.execute(db);
    return [first.rows, (await seen.execute(trx)).rows];
  });
  expect(after).toEqual(before);
});

import { createTestDatabase, nobody, type TestDatabase } from '@huibao/testing';
import { CamelCasePlugin, sql, type Kysely, type Transaction } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from './connection.ts';
import type { DB } from './generated/database.ts';
import { executePrepared, sendAhead, setLocal } from './preparing-dialect.ts';
import { defineStatement } from './statement.ts';
import { previewAsTenant, readAsTenant, withTenant } from './with-tenant.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const keeping = defineStatement<{ n: number }, { n: number }>(
  (_, { n }) => sql`insert into kept values (${n}::int) returning n`,
);
const dividing = defineStatement<{ n: number }, { n: number }>((_, { n }) => sql`select 64 / ${n}::int as n`);

/** In each of the ways in which connections are had: with names and without. */
describe.each([true, false])('what is asked at the same time, prepared %j', (prepares) => {
  let narrow: Kysely<DB>;
  beforeAll(() => {
    narrow = connect(database.urlOf('huibao_app'), 'huibao_app', 1, { prepares });
  });
  afterAll(() => narrow.destroy());
  beforeEach(async () => {
    await sql`drop table if exists pg_temp.kept`.execute(narrow);
    await sql`create temporary table kept (n int)`.execute(narrow);
  });

  const listKept = async (db: Kysely<DB>) =>
    (await sql<{ n: number }>`select n from kept order by n`.execute(db)).rows.map(({ n }) => n);

  const mine = (): Promise<never> => Promise.reject(new Error('mine'));

  /** Once there is something to undo. */
  const inMidst = (work: (trx: Transaction<DB>) => Promise<unknown>) =>
    narrow.transaction().execute(async (trx) => {
      await listKept(trx);
      return work(trx);
    });

  it('is undone with its transaction, though something beside it fails before anything is sent', async () => {
    await expect(inMidst((trx) => Promise.all([keeping.run(trx, { n: 1 }), mine()]))).rejects.toThrow('mine');
    const first = narrow.transaction().execute((trx) => Promise.all([keeping.run(trx, { n: 1 }), mine()]));
    await expect(first).rejects.toThrow('mine');
    await expect(
      previewAsTenant(narrow, nobody, (trx) => Promise.all([keeping.run(trx, { n: 1 }), mine()])),
    ).rejects.toThrow('mine');
    expect(await listKept(narrow)).toEqual([]);
  });

  it('is refused once its transaction is being undone', async () => {
    let stray: Promise<unknown> | undefined;
    const failing = inMidst(async (trx) => {
      // Asked while the rollback is on its way.
      process.nextTick(() => {
        stray = keeping.run(trx, { n: 1 }).catch(String);
      });
      await mine();
    });
    await expect(failing).rejects.toThrow('mine');
    expect(String(await stray)).toMatch(/over|rolled back/);
    expect(await listKept(narrow)).toEqual([]);
  });

  it('is undone or refused, at whichever moment something beside it fails', async () => {
    const ways = [
      (trx: Transaction<DB>) => [setLocal(trx, { 'app.x': 'y' }), keeping.run(trx, { n: 1 })],
      (trx: Transaction<DB>) => [setLocal(trx, { 'app.x': 'y' }), sql`insert into kept values (2)`.execute(trx)],
      (trx: Transaction<DB>) => [dividing.run(trx, { n: 1 }).then(() => keeping.run(trx, { n: 3 }))],
      (trx: Transaction<DB>) => [listKept(trx).then(() => listKept(trx)), keeping.run(trx, { n: 4 })],
    ];
    const failing = async (work: readonly Promise<unknown>[], moments: number) => {
      let isDone = false;
      const done = () => {
        isDone = true;
      };
      void work[0]?.then(done, done);
      // What fails does so as many moments after the first is asked as before it is answered, or later.
      for (let passed = 0; passed < moments && !isDone; passed += 1) await Promise.resolve();
      return mine();
    };
    for (const way of ways)
      for (let moments = 0; moments < 40; moments += 1)
        for (const door of [
          inMidst,
          (work: (trx: Transaction<DB>) => Promise<unknown>) => narrow.transaction().execute(work),
        ]) {
          const undone = door((trx) => {
            const work = way(trx);
            return Promise.all([...work, failing(work, moments)]);
          });
          await expect(undone).rejects.toThrow('mine');
        }
    expect(await listKept(narrow)).toEqual([]);
  });

  it('is undone to a savepoint that was set before it', async () => {
    await inMidst(async (trx) => {
      await sql`savepoint here`.execute(trx);
      await expect(Promise.all([keeping.run(trx, { n: 1 }), mine()])).rejects.toThrow('mine');
      await sql`rollback to savepoint here`.execute(trx);
    });
    expect(await listKept(narrow)).toEqual([]);
  });

  it('is kept with its transaction, though nobody waits for it', async () => {
    let asked: Promise<readonly { n: number }[]> | undefined;
    await inMidst((trx) => {
      asked = keeping.run(trx, { n: 1 });
      return Promise.resolve();
    });
    expect(await listKept(narrow)).toEqual([1]);
    expect(await asked).toEqual([{ n: 1 }]);
  });

  it('keeps its place among what is asked in other ways', async () => {
    const seen = await inMidst((trx) => Promise.all([keeping.run(trx, { n: 1 }), listKept(trx)]));
    expect(seen).toEqual([[{ n: 1 }], [1]]);
    const last = await inMidst((trx) => Promise.all([keeping.run(trx, { n: 2 }), keeping.runLast(trx, { n: 3 })]));
    expect(last).toEqual([[{ n: 2 }], [{ n: 3 }]]);
    await inMidst((trx) =>
      Promise.all([
        keeping.run(trx, { n: 4 }),
        sendAhead(trx, sql`update kept set n = n + 1`),
        keeping.run(trx, { n: 5 }),
      ]),
    );
    expect(await listKept(narrow)).toEqual([2, 3, 4, 5, 6]);
  });

  it('answers each its own, where one of it is no statement, and where one is asked twice', async () => {
    const asking = inMidst((trx) =>
      Promise.all([
        dividing.run(trx, { n: 2 }),
        executePrepared(trx, sql`-- nothing`),
        dividing.run(trx, { n: 4 }),
        executePrepared(trx, sql`-- nothing`),
      ]),
    );
    expect(await asking).toEqual([[{ n: 32 }], [], [{ n: 16 }], []]);
  });

  it('is what a plugin makes of each', async () => {
    const asking = inMidst((trx) => {
      const camel = trx.withPlugin(new CamelCasePlugin());
      return Promise.all([2, 4].map((n) => executePrepared(camel, sql`select ${n}::int as of_it`)));
    });
    expect(await asking).toEqual([[{ ofIt: 2 }], [{ ofIt: 4 }]]);
  });

  it('fails together, wherever one of it does, and keeps nothing', async () => {
    for (const place of [0, 1, 2]) {
      const outcomes: string[] = [];
      const failing = inMidst(async (trx) => {
        const all = [0, 1, 2].map((n) => (n === place ? dividing.run(trx, { n: 0 }) : keeping.run(trx, { n })));
        outcomes.push(...(await Promise.allSettled(all)).map((one) => String('reason' in one ? one.reason : '')));
      });
      await expect(failing).rejects.toThrow();
      expect(outcomes.map((one) => one.includes('division by zero'))).toEqual([true, true, true]);
      expect(await listKept(narrow)).toEqual([]);
    }
  });

  it('fails together, where one of it can’t be sent or isn’t to be had, and the connection is whole', async () => {
    const unsendable = {
      toJSON: () => {
        throw new Error('not to be sent');
      },
    };
    for (const wrong of [sql`select ${unsendable}::text`, sql`select missing from kept`]) {
      const outcomes: string[] = [];
      const failing = narrow.transaction().execute(async (trx) => {
        const all = [keeping.run(trx, { n: 1 }), executePrepared(trx, wrong), dividing.run(trx, { n: 1 })];
        outcomes.push(...(await Promise.allSettled(all)).map((one) => String('reason' in one ? one.reason : '')));
        await Promise.all(all);
      });
      await expect(failing).rejects.toThrow(/not to be sent|missing/);
      for (const one of outcomes) expect(one).toMatch(/not to be sent|missing/);
      expect(await listKept(narrow)).toEqual([]);
    }
  });

  it('fails together, where it takes too long or its answer can’t be read', async () => {
    const failing = inMidst(async (trx) => {
      await sql`set local statement_timeout = '100ms'`.execute(trx);
      await Promise.all([
        keeping.run(trx, { n: 1 }),
        executePrepared(trx, sql`select pg_sleep(10)`),
        dividing.run(trx, { n: 1 }),
      ]);
    });
    await expect(failing).rejects.toMatchObject({ code: '57014' });
    pg.types.setTypeParser(829, () => {
      throw new Error('not to be read');
    });
    const unread = inMidst((trx) =>
      Promise.all([keeping.run(trx, { n: 1 }), executePrepared(trx, sql`select '08:00:2b:01:02:03'::macaddr`)]),
    );
    await expect(unread).rejects.toThrow('not to be read');
    pg.types.setTypeParser(829, String);
    expect(await listKept(narrow)).toEqual([]);
  });
});

describe('a transaction that only read', () => {
  let narrow: Kysely<DB>;
  beforeAll(() => {
    narrow = connect(database.urlOf('huibao_app'), 'huibao_app', 1);
  });
  afterAll(() => narrow.destroy());
  const five = async () => (await sql`select ${5}::int as five`.execute(narrow)).rows;
  const read = () => readAsTenant(narrow, nobody, (trx) => dividing.run(trx, { n: 8 }));

  it('tells what was held back to its end and failed, and leaves nothing behind', async () => {
    const failing = readAsTenant(narrow, nobody, async (trx) => {
      await dividing.run(trx, { n: 8 });
      await sendAhead(trx, sql`select 1 / ${0}::int`);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await read()).toEqual([{ n: 8 }]);
    expect(await five()).toEqual([{ five: 5 }]);
  });

  it('commits nothing of who has its connection next, whose last statement nobody waited for', async () => {
    let last: Promise<void> | undefined;
    const failing = readAsTenant(narrow, nobody, (trx) => {
      last = expect(dividing.runLast(trx, { n: 0 })).rejects.toThrow('division by zero');
      return Promise.resolve();
    });
    await expect(failing).rejects.toThrow();
    await last;
    expect(await read()).toEqual([{ n: 8 }]);
  });

  it('leaves its connection to nobody where its end fails', async () => {
    type Query = (this: pg.Client, ...args: unknown[]) => Promise<pg.QueryResult>;
    const prototype = pg.Client.prototype as unknown as { query: Query };
    const query: Query = Reflect.get<typeof prototype, 'query'>(prototype, 'query');
    const asked = vi.spyOn(prototype, 'query').mockImplementation(function (this: pg.Client, ...args) {
      return query.apply(this, args[0] === 'commit' ? ['select 1 / 0'] : args);
    });
    try {
      expect(await read()).toEqual([{ n: 8 }]);
    } finally {
      asked.mockRestore();
    }
    const next = await withTenant(narrow, nobody, (trx) => dividing.run(trx, { n: 8 })).catch(
      (error: unknown) => error,
    );
    expect(String(next)).toMatch(/Connection terminated|not queryable|object/);
    expect(await read()).toEqual([{ n: 8 }]);
  });

  it('is followed by the pool’s end', async () => {
    const other = connect(database.urlOf('huibao_app'), 'huibao_app', 2);
    expect(await readAsTenant(other, nobody, (trx) => dividing.run(trx, { n: 8 }))).toEqual([{ n: 8 }]);
    await other.destroy();
  });
});

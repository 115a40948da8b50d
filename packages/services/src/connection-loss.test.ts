import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDatabase, createServices } from './create-services.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Ends every other connection of this database, as a server that restarts does; answers when they are gone. */
async function cutConnections(): Promise<void> {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(
    'select pg_terminate_backend(pid, 30000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await owner.end();
}

describe('a database that goes away', () => {
  // An error event that nobody listens to ends the process (the worker did, while its relay waited for Temporal).
  it('fails the transaction that was open, idle as it was, and nothing else', async () => {
    const open = database.services.db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      await cutConnections();
      await sql`select 1`.execute(trx);
    });
    await expect(open).rejects.toThrow();
    await expect(checkDatabase(database.services)).resolves.toBeUndefined();
    await expect(sql`select 1`.execute(database.services.db)).resolves.toBeDefined();
  });

  it('doesn’t hold the end of a process that was just asking about itself', async () => {
    // Takes connections, and never says a word.
    const held = new Set<Socket>();
    const silent = createServer((socket) => held.add(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const silentUrl = `postgresql://nobody@127.0.0.1:${port}/none`;
    const services = createServices({ ...database.options, watchUrl: silentUrl, authUrl: silentUrl });
    let isAnswered = false;
    const asked = Promise.allSettled(
      [services.watchDb, services.authDb].map((db) => sql`select 1`.execute(db).finally(() => (isAnswered = true))),
    );
    await once(silent, 'connection');
    await services.close();
    expect(isAnswered).toBe(false);
    for (const socket of held) socket.destroy();
    silent.close();
    await asked;
  });
});

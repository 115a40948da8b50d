import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectRelay, type RelayDatabase } from '@huibao/services';
import { createClock, createTestDatabase, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readinessOf, type WorkerState } from './readiness.ts';

let database: TestDatabase;
let relayDb: RelayDatabase;
let folder: string;
const clock = createClock('2025-01-05T09:00:00+08:00');
const well: WorkerState = { isStopping: false, temporal: 'connected' };

beforeAll(async () => {
  database = await createTestDatabase();
  relayDb = connectRelay(database.urlOf('huibao_relay'));
  folder = await mkdtemp(join(tmpdir(), 'huibao-ready-'));
});
afterAll(async () => {
  await relayDb.destroy();
  await database.drop();
  await rm(folder, { recursive: true });
});

async function because(state: WorkerState, fits = true, stateDir = folder): Promise<readonly string[]> {
  const schema = { fit: () => null, fits: () => fits };
  const asked = { stateDir, now: clock.now };
  const { checks } = await readinessOf(database.services, relayDb, schema, asked, state);
  return Object.keys(checks).filter((name) => checks[name] !== true);
}

it('is ready where everything is well, and says what isn’t', async () => {
  expect(await because(well)).toEqual([]);
  expect(await because({ ...well, isStopping: true })).toEqual(['running']);
  expect(await because({ ...well, temporal: 'away' })).toEqual(['temporal']);
  expect(await because(well, false)).toEqual(['schema']);
  await writeFile(join(folder, 'no-folder'), '');
  expect(await because(well, true, join(folder, 'no-folder'))).toEqual(['disk']);
});

it('isn’t while a message waits that nobody refuses; one that is refused is told elsewhere', async () => {
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  // Its tenant is of no matter here.
  await owner.query('set session_replication_role = replica');
  await owner.query(
    `insert into outbox (tenant_id, id, workflow, workflow_id, payload, created_at)
     values (1, gen_random_uuid(), 'report', 'report/1/x', '{}', $1)`,
    [clock.now()],
  );
  clock.advance(14 * 60_000);
  expect(await because(well)).toEqual([]);
  clock.advance(2 * 60_000);
  expect(await because(well)).toEqual(['outbox']);
  await owner.query('update outbox set attempts = 1');
  expect(await because(well)).toEqual([]);
  await owner.end();
  await relayDb.destroy();
  expect(await because(well)).toEqual(['database']);
  relayDb = connectRelay(database.urlOf('huibao_relay'));
});

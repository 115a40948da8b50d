import { createClock, createSmallWorld, createTestDatabase, type SmallWorld, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRelay, type RelayDatabase } from '../notifications/relay.ts';
import { checkChains, tidy } from './housekeeping.ts';

let database: TestDatabase;
let world: SmallWorld;
let owner: pg.Client;
let relayDb: RelayDatabase;
const clock = createClock('2026-11-27T03:10:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2025, 2026]);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  relayDb = connectRelay(database.urlOf('huibao_relay'));
});
afterAll(async () => {
  await relayDb.destroy();
  await owner.end();
  await database.drop();
});

const count = async (table: string): Promise<number> =>
  Number((await owner.query<{ count: string }>(`select count(*) from ${table}`)).rows[0]?.count);

describe('by night', () => {
  it('what has run out goes, in pieces, and what hasn’t stays', async () => {
    const { bureauId } = world;
    await owner.query(`
      insert into sign_in_attempts (key, points, expire) select 'k' || n, 1, ${clock.now().getTime()} + case when n = 1 then 1 else -1 end
        from generate_series(1, 5002) n;
      insert into outbox (tenant_id, id, workflow, workflow_id, payload, created_at, sent_at)
        select ${bureauId}, gen_random_uuid(), 'report', 'w' || n, '{}', '2026-01-01', case when n > 1 then timestamptz '2026-10-27' + (n || ' hours')::interval end
        from generate_series(1, 48) n;
      insert into notices (tenant_id, id, unit_id, kind, href, dedupe_key, params, created_at)
        select ${bureauId}, gen_random_uuid(), ${world.unitIds.root}, 'nudge', '/', 'd' || n, '{}', timestamptz '2024-11-26' + (n || ' days')::interval
        from generate_series(0, 4) n`);
    const [notices, messages] = [await count('notices'), await count('outbox')];
    const tidied = await tidy(database.services, relayDb, { notices: 730, messages: 30 }, clock.now);
    expect(tidied).toMatchObject({ attempts: 5001, messages: 18, notices: 1 });
    expect([await count('sign_in_attempts'), await count('notices'), await count('outbox')]).toEqual([
      1,
      notices - 1,
      messages - 18,
    ]);
    expect(await tidy(database.services, relayDb, { notices: 730, messages: 30 }, clock.now)).toMatchObject({
      attempts: 0,
      messages: 0,
      notices: 0,
    });
  });

  it('each chain is held against its heads once a week, and a broken one is named', async () => {
    const week = async () => {
      const days = [];
      for (let weekday = 0; weekday < 7; weekday += 1)
        days.push(await checkChains(database.services, weekday, clock.now));
      return {
        checked: days.reduce((sum, { checked }) => sum + checked, 0),
        broken: days.flatMap((one) => one.broken),
      };
    };
    const tenants = await count('tenants');
    expect(await week()).toEqual({ checked: tenants, broken: [] });
    await owner.query(`update audit_entries set subject = 'x' where tenant_id = ${world.bureauId} and seq = 1`);
    expect(await week()).toEqual({ checked: tenants, broken: [{ tenantId: world.bureauId, firstBad: '1' }] });
  });
});

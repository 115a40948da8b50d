import type { Server } from 'node:http';
import { hashPassword } from '@huibao/auth';
import { runUseCase, useCases } from '@huibao/services';
import {
  actingIn,
  addPeople,
  createClock,
  createSmallWorld,
  createTestDatabase,
  recordStatements,
  type RecordedDatabase,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from './api-server.fixture.ts';
import { browserAt, type Browser } from './browser.fixture.ts';

// A save goes by the session that the request before it found. Whatever becomes of that elsewhere, in another process
// or by another person, the save hears of it, and writes nothing.

const origin = 'https://huibao.example';
const clock = createClock('2024-06-25T09:00:00+08:00');
const code = 'letters';
let database: TestDatabase;
let world: SmallWorld;
let server: Server;
let base: string;
let owner: pg.Client;
let sessions: RecordedDatabase;
let userId: string;
let submissionId: string;

beforeAll(async () => {
  database = await createTestDatabase({ secondFactor: 'required' });
  const { services } = database;
  world = await createSmallWorld(services, clock, [2024]);
  const passwordHash = await hashPassword('Right-2024-pass');
  const unitId = world.unitIds.first;
  const clerk = { username: 'clerk', name: '张三', role: 'reporter', unitId, passwordHash } as const;
  const actor = (await addPeople(services, world.bureauId, [clerk], clock.now)).get('clerk');
  if (!actor) throw new Error('there is no clerk');
  ({ userId } = actor);
  const { as, formOf } = actingIn(services);
  await as(world.actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  submissionId = await formOf(actor, 'safety');
  sessions = recordStatements(services.authDb);
  ({ server, base } = await startApi({
    services: { ...services, authDb: sessions.db },
    webOrigin: origin,
    now: clock.now,
  }));
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  server.close();
  await owner.end();
  await database.drop();
});

describe('a save', () => {
  let version = 0;
  const save = async (place: Browser): Promise<string> => {
    const cells = [{ code, key: '', state: 'value', value: String(version + 1), version }];
    const answer = await place.call('submission.save', { submissionId, source: 'page', cells });
    if (answer.code === 'ok') {
      expect(answer.data).toMatchObject({ saved: [{ code, version: version + 1 }] });
      version += 1;
    }
    return answer.code;
  };
  /** Signed in, and remembered with the form. */
  const begin = async (): Promise<Browser> => {
    const place = browserAt(base, origin, '10.0.0.1');
    expect((await place.signIn('clerk')).code).toBe('ok');
    expect([await save(place), await save(place)]).toEqual(['ok', 'ok']);
    return place;
  };
  const standing = async (): Promise<unknown> =>
    (await owner.query('select version from draft_cells where submission_id = $1 and code = $2', [submissionId, code]))
      .rows;
  const as = (useCase: object, input: object) =>
    runUseCase(database.services, world.actors.admin, useCase as never, input);

  it('asks nothing of sessions but in the statement that writes, until a minute is over', async () => {
    const place = await begin();
    sessions.takeSql();
    expect([await save(place), await save(place)]).toEqual(['ok', 'ok']);
    expect(sessions.takeSql()).toBe('');
    const before = clock.now().getTime();
    clock.set(new Date(before + 61_000).toISOString());
    expect(await save(place)).toBe('ok');
    expect(sessions.takeSql()).toMatch(/update "sessions"\s+set "seen_at"/);
    expect(await save(place)).toBe('ok');
    expect(sessions.takeSql()).toBe('');
    clock.set(new Date(before + 24 * 3_600_000).toISOString());
    expect(await save(place)).toBe('session.missing');
    clock.set(new Date(before).toISOString());
  });

  const membershipAt = async (unitId: number, role: string): Promise<string> => {
    const { accounts } = await runUseCase(database.services, world.actors.admin, useCases.listAccounts, {});
    const held = accounts.find((one) => one.userId === userId)?.memberships ?? [];
    return held.find((one) => one.unitId === unitId && one.role === role)?.id ?? '';
  };
  const factors = `insert into second_factors (tenant_id, user_id, sealed_secret, last_step, enrolled_at)
    select tenant_id, id, '', 0, now() from users where id = $1`;

  it.each<[string, string, (place: Browser) => Promise<unknown>, (() => Promise<unknown>)?]>([
    ['ends it', 'session.missing', () => as(useCases.endSessions, { userId })],
    [
      'disables the person',
      'session.missing',
      () => as(useCases.setAccountDisabled, { userId, isDisabled: true }),
      () => as(useCases.setAccountDisabled, { userId, isDisabled: false }),
    ],
    [
      'gives the person what needs a second factor',
      'session.must_enrol',
      () => as(useCases.grantRole, { userId, unitId: world.unitIds.root, role: 'bureau_issuer' }),
      async () =>
        as(useCases.removeRole, { userId, membershipId: await membershipAt(world.unitIds.root, 'bureau_issuer') }),
    ],
    [
      'adds a second factor, which it began without',
      'session.missing',
      () => owner.query(factors, [userId]),
      () => owner.query('delete from second_factors'),
    ],
    [
      'has the password changed first',
      'session.must_change_password',
      () => owner.query('update logins set must_change = true where user_id = $1', [userId]),
      () => owner.query('update logins set must_change = false where user_id = $1', [userId]),
    ],
    [
      'goes on at another unit',
      'submission.not_found',
      async (place) => {
        await as(useCases.grantRole, { userId, unitId: world.unitIds.second, role: 'reporter' });
        const membershipId = await membershipAt(world.unitIds.second, 'reporter');
        await owner.query('update sessions set membership_id = $1 where user_id = $2', [membershipId, userId]);
        expect(place.jar.size).toBeGreaterThan(0);
      },
    ],
    [
      'takes the role away',
      'session.missing',
      async () =>
        as(useCases.removeRole, { userId, membershipId: await membershipAt(world.unitIds.first, 'reporter') }),
    ],
  ])('hears that somebody %s', async (_, expected, happen, undo) => {
    const place = await begin();
    const before = await standing();
    await happen(place);
    expect(await save(place)).toBe(expected);
    expect(await standing()).toEqual(before);
    await undo?.();
  });
});

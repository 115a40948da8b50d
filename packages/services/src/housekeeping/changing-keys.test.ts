import { randomBytes } from 'node:crypto';
import { createSessions, hashPassword, keysOf, sealText, keysFor, openText } from '@huibao/auth';
import {
  actingIn,
  addPeople,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditAlone } from '../audit/audit-alone.ts';
import { createServices, type OpenServices } from '../create-services.ts';
import { sessionRepository } from '../identity/sessions/session.repository.ts';
import * as useCases from '../use-cases.ts';
import { resealAll } from './reseal.ts';

let database: TestDatabase;
let world: SmallWorld;
let owner: pg.Client;
const opened: OpenServices[] = [];
const clock = createClock('2026-06-25T09:00:00+08:00');
const newKey = (): string => randomBytes(32).toString('base64');
const after = { auditKey: newKey(), registerKey: newKey(), accountKey: newKey() };

type KeyName = keyof typeof after;

/** A process with these keys, beside the others. */
function open(keysOfName: (name: KeyName) => string): OpenServices {
  const named = (name: KeyName) => ({ [name]: keysOfName(name) });
  const options = { ...database.options, ...named('auditKey'), ...named('registerKey'), ...named('accountKey') };
  const services = createServices({ ...options, maxConnections: 2 });
  opened.push(services);
  return services;
}
const before = (name: KeyName): string => database.options[name];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createSmallWorld(database.services, clock, [2025, 2026]);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  for (const services of opened) await services.close();
  await owner.end();
  await database.drop();
});

const row = {
  id: null,
  programme: 'rule_of_law',
  register: 'key_pupil_register',
  category: 'leave',
  pupil: '甲同学',
  note: '已复学',
  since: '2026-03-01',
  endedOn: null,
};

it('keys are changed while everybody works: what was sealed stays open, and then needs the newest alone', async () => {
  const { first } = world.actors;
  await actingIn(database.services).as(first, useCases.saveSensitiveRow, row);
  const [person] = await addPeople(
    database.services,
    world.bureauId,
    [
      {
        username: 'coded',
        name: '李四',
        role: 'bureau_editor',
        unitId: world.unitIds.root,
        passwordHash: await hashPassword('Right-2026-pass'),
      },
    ],
    clock.now,
  ).then(
    async () =>
      (await owner.query<{ id: string }>(`select user_id as id from logins where username like 'coded%'`)).rows,
  );
  const ownerName = `${world.bureauId}/${person?.id}`;
  const sealed = sealText(keysFor(database.services.accountKeys, 'second factors'), ownerName, 'SECRET');
  await owner.query(
    'insert into second_factors (tenant_id, user_id, sealed_secret, last_step, enrolled_at) values ($1, $2, $3, 0, now())',
    [world.bureauId, person?.id, sealed],
  );

  // First everybody knows the new ones, and works by the old; then by the new.
  const knowing = open((name) => `${before(name)},${after[name]}`);
  const changing = open((name) => `${after[name]},${before(name)}`);
  for (const services of [knowing, changing, database.services]) {
    if (services !== database.services) await actingIn(services).as(first, useCases.saveSensitiveRow, row);
    const { rows } = await actingIn(changing).as(first, useCases.getSensitiveRegister, {});
    expect(rows.every(({ pupil }) => pupil === '甲同学')).toBe(true);
  }
  expect(await resealAll(changing, clock.now)).toEqual({ secondFactors: 1, registerRows: 2 });
  expect(await resealAll(changing, clock.now)).toEqual({ secondFactors: 0, registerRows: 0 });

  const alone = open((name) => after[name]);
  expect((await actingIn(alone).as(first, useCases.getSensitiveRegister, {})).rows).toHaveLength(3);
  const { rows: kept } = await owner.query<{ sealed: Buffer }>('select sealed_secret as sealed from second_factors');
  expect(openText(keysFor(alone.accountKeys, 'second factors'), ownerName, kept[0]?.sealed ?? Buffer.alloc(0))).toBe(
    'SECRET',
  );
});

it('a chain goes on by the new key, and who has the old one can’t add to it any more', async () => {
  const { auditor, first } = world.actors;
  const changing = open((name) => `${after[name]},${before(name)}`);
  const verdict = () => actingIn(changing).as(auditor, useCases.checkAuditChain, {});
  const note = (services: OpenServices | typeof database.services) =>
    auditAlone(services, first, { action: 'file.added', subject: 'x', detail: {} });
  await note(changing);
  // A process that hasn't been restarted yet.
  await note(database.services);
  clock.advance(50 * 60_000);
  await note(changing);
  expect(await verdict()).toMatchObject({ isIntact: true });
  clock.advance(20 * 60_000);
  await note(changing);
  expect(await verdict()).toMatchObject({ isIntact: true });
  const { entries } = await verdict();
  await note(database.services);
  expect(await verdict()).toMatchObject({ isIntact: false, firstBad: String(entries + 1) });
});

it('who is signed in stays so, and signs out, whichever key the session began by', async () => {
  const repository = sessionRepository(database.services.authDb, clock.now, database.services.signInPolicy.session);
  const [old, fresh] = [newKey(), newKey()];
  const by = (keys: string) => createSessions(repository, { keys: keysOf(keys), isSecure: false, maxMinutes: 60 });
  const { first } = world.actors;
  const { rows } = await owner.query<{ id: string }>('select id from memberships where user_id = $1', [first.userId]);
  const begun = {
    tenantId: first.tenantId,
    membershipId: rows[0]?.id ?? '',
    address: '',
    device: '',
    hasSecondFactor: false,
    bySingleSignOn: false,
  };
  const cookie = await by(old).start(first.userId, begun);
  expect(await by(fresh).validate(cookie)).toBeNull();
  expect(await by(`${fresh},${old}`).validate(cookie)).toMatchObject({ userId: first.userId });
  await by(`${fresh},${old}`).end(cookie);
  expect(await by(old).validate(cookie)).toBeNull();
});

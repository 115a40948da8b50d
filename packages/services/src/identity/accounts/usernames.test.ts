import {
  actingIn,
  addCity,
  codeOf,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Acting,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '../sessions/actor.repository.ts';
import * as useCases from '../../use-cases.ts';

// What an administrator hears of accounts is of their own tenant alone, however they ask (decision 83).

let database: TestDatabase;
let home: SmallWorld;
let other: SmallWorld;
let acting: Acting;
const clock = createClock('2024-06-25T09:00:00+08:00');

beforeAll(async () => {
  database = await createTestDatabase();
  Object.assign(database.services, { identityIssuer: 'https://sso.example' });
  home = await createSmallWorld(database.services, clock, []);
  other = await createSmallWorld(database.services, clock, []);
  acting = actingIn(database.services);
});
afterAll(() => database.drop());

const create = (world: SmallWorld, username: string) =>
  acting.as(world.actors.admin, useCases.createAccount, {
    username,
    name: '张伟',
    unitId: world.unitIds.first,
    role: 'reporter',
  });

/** What was answered and what stands in the trail since, without what is new each time and the name itself. */
async function heard(world: SmallWorld, name: string, ask: () => Promise<unknown>): Promise<string> {
  const { auditor } = world.actors;
  const before = (await acting.as(auditor, useCases.listAudit, {})).entries.length;
  const answer = await ask().catch((error: unknown) => ({ failed: error }));
  const { entries } = await acting.as(auditor, useCases.listAudit, {});
  const trail = entries
    .slice(0, entries.length - before)
    .map(({ action, outcome, detail }) => ({ action, outcome, detail }));
  return JSON.stringify({ answer, trail }, (key, value: unknown) =>
    key === 'password' || key === 'userId' || key === 'subject' ? '*' : value,
  ).replaceAll(name, 'NAME');
}

describe('usernames of other tenants', () => {
  it('are told apart by nothing that creating an account answers', async () => {
    await create(home, 'zhangwei');
    // Of a tenant from before there were suffixes, a whole name is without one.
    const fromBefore = 'first.w1';
    const told: string[] = [];
    for (const name of ['zhangwei', fromBefore, 'nobody'])
      told.push(await heard(other, name, () => create(other, name)));
    expect(told[0]).toContain('"username":"NAME@');
    expect(new Set(told).size).toBe(1);
    expect(await codeOf(create(other, 'zhangwei'))).toBe('account.username_taken');
  });

  it('of one’s own are taken once, by whoever comes first', async () => {
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(create(home, 'liqiang'))));
    expect(codes.sort()).toEqual(['account.username_taken', 'account.username_taken', 'no error']);
  });

  it('end in what only bureaus of one parent could share', async () => {
    const bureau = (world: SmallWorld, name: string, suffixPart: string) =>
      acting.as(world.actors.cityAdmin, useCases.createBureau, {
        name,
        shortName: name,
        divisionCode: null,
        sectionWord: '股室',
        suffixPart,
        opensOn: '2024-01-01',
        admin: { username: 'admin', name: '李' },
        securityOfficer: { username: 'security', name: '王' },
      });
    const [first, elsewhere] = [await bureau(home, '甲区', 'jia'), await bureau(other, '甲区', 'jia')];
    const [one = '', another = ''] = [first, elsewhere].map((made) => made.accounts[0]?.username);
    expect(one).toMatch(/^admin@jia\../);
    expect(one.replace(/\..*/, '')).toBe(another.replace(/\..*/, ''));
    expect(one).not.toBe(another);
    expect(await codeOf(bureau(home, '乙区', 'jia'))).toBe('tenant.suffix_taken');
    // A city's own part is given by the platform, which sees them all.
    const city = { documentPrefix: '', sectionWord: '科室', addressees: [], isDemo: false, opensOn: '2024-01-01' };
    const named = (name: string) => ({ ...city, name, shortName: name, divisionCode: null, suffixPart: 'jiaozuo' });
    const accounts = { adminUsername: 'admin', securityUsername: 'security' };
    const { tenantId } = await addCity(database.services, { ...named('甲市'), ...accounts }, [], clock.now);
    const system = await systemActor(database.services.authDb, tenantId, clock.now);
    expect((await acting.as(system, useCases.getAccountSettings, undefined)).suffixBelow).toBe('.jiaozuo');
  });

  it('nor are links to an identity provider: one’s own tenant’s clash, another’s don’t', async () => {
    const link = (world: SmallWorld, userId: string, subject: string) =>
      acting.as(world.actors.admin, useCases.linkIdentity, { userId, subject });
    await link(home, home.actors.first.userId, 'person-1');
    const told = [
      await heard(other, 'person-1', () => link(other, other.actors.first.userId, 'person-1')),
      await heard(other, 'person-2', () => link(other, other.actors.second.userId, 'person-2')),
    ];
    expect(told[0]).toBe(told[1]);
    expect(await codeOf(link(other, other.actors.head.userId, 'person-1'))).toBe('single_sign_on.taken');
    const { accounts } = await acting.as(other.actors.admin, useCases.listAccounts, {});
    const linked = accounts.filter((one) => one.linkedSubject !== null);
    expect(linked.map((one) => [one.userId, one.linkedSubject])).toEqual([
      [other.actors.first.userId, 'person-1'],
      [other.actors.second.userId, 'person-2'],
    ]);
    await acting.as(other.actors.admin, useCases.unlinkIdentity, { userId: other.actors.first.userId });
    expect(await codeOf(link(other, other.actors.head.userId, 'person-1'))).toBe('no error');
  });
});

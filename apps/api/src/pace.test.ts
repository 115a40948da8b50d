import type { Server } from 'node:http';
import { hashPassword } from '@huibao/auth';
import { readPaces } from '@huibao/domain';
import { platformActor, useCases } from '@huibao/services';
import {
  actingIn,
  addPeople,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type TestDatabase,
} from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi } from './api-server.fixture.ts';
import { browserAt } from './browser.fixture.ts';

const origin = 'https://huibao.example';
const clock = createClock('2024-06-25T09:00:00+08:00');
const limits = { exports: 5, requests: 50 };
let database: TestDatabase;
let server: Server;
let base: string;
let form: string;
let userId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { services } = database;
  const { actors, bureauId, unitIds } = await createSmallWorld(services, clock, [2024]);
  const passwordHash = await hashPassword('Right-2024-pass');
  const clerk = { username: 'clerk', name: '张三', role: 'reporter', unitId: unitIds.first, passwordHash } as const;
  const people = await addPeople(services, bureauId, [clerk], clock.now);
  const actor = people.get('clerk');
  if (!actor) throw new Error('there is no clerk');
  ({ userId } = actor);
  const { as, formOf } = actingIn(services);
  await as(actors.editor, useCases.openCollection, { programme: 'rule_of_law', year: 2024, period: 1 });
  form = await formOf(actor, 'safety');
  const operator = { ...(await platformActor(services.authDb, clock.now)), role: 'platform_operator' as const };
  await as(operator, useCases.setQuotas, { tenantId: bureauId, amounts: limits });
  ({ server, base } = await startApi({ services, webOrigin: origin, now: clock.now }));
});
afterAll(async () => {
  server.close();
  await database.drop();
});

const get = (path: string, cookie: string) => fetch(base + path, { headers: { cookie } });
const told = ({ headers }: Response) =>
  readPaces(
    headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  );
const soon = expect.stringMatching(/^"requests";r=\d+;t=\d+$/) as string;

it('says in every answer how far who asks is, and lets a page say it before the limit is reached', async () => {
  const place = browserAt(base, origin, '10.0.0.1');
  expect((await place.signIn('clerk')).code).toBe('ok');
  const cookie = [...place.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  // What isn't counted says it, too; the first has the operators' limits read, beside it.
  const policy = `"requests";q=${limits.requests};w=60`;
  const counted = async () => (await get('/trpc/session.current', cookie)).headers.get('ratelimit-policy');
  await expect.poll(counted).toBe(policy);
  const idle = await get('/trpc/session.current', cookie);
  expect(idle.headers.get('ratelimit')).toBe(`"requests";r=${limits.requests};t=60`);

  const workbook = `/files/workbook/${form}`;
  const both = `${policy}, "exports";q=${limits.exports};w=3600`;
  for (const left of [4, 3, 2]) {
    const answer = await get(workbook, cookie);
    expect([answer.status, answer.headers.get('ratelimit-policy'), told(answer)]).toEqual([200, both, []]);
    expect(answer.headers.get('ratelimit')).toMatch(
      new RegExp(`^"requests";r=\\d+;t=\\d+, "exports";r=${left};t=3[56]\\d\\d$`),
    );
  }
  const nextHour = Math.ceil(clock.now().getTime() / 1000) + 3600;
  const until = expect.toSatisfy((second: number) => second > nextHour - 60 && second <= nextHour) as number;
  const near = await get(workbook, cookie);
  expect(told(near)).toEqual([{ quota: 'exports', userId, used: 4, limit: 5, until }]);
  expect(near.headers.getSetCookie()[0]).toMatch(/; Path=\/; Max-Age=3[56]\d\d; SameSite=Lax; Secure$/);
  expect(told(await get(workbook, cookie))).toEqual([{ quota: 'exports', userId, used: 5, limit: 5, until }]);
  const refused = await get(workbook, cookie);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([
    429,
    /, "exports";r=0;t=(3[56]\d\d)$/.exec(refused.headers.get('ratelimit') ?? '')?.[1],
  ]);
  expect(told(refused)).toEqual([{ quota: 'exports', userId, used: 5, limit: 5, until }]);

  // By what is remembered, too: a save.
  let version = 0;
  const save = async () => {
    const cells = [{ code: 'letters', key: '', state: 'value', value: String(version), version }];
    version += 1;
    return place.call('submission.save', { submissionId: form, source: 'page', cells });
  };
  for (let no = 0; no < 3; no += 1) {
    const { code, headers } = await save();
    expect([code, headers.get('ratelimit')]).toEqual(['ok', soon]);
  }
  // The operators allowed more since it was told.
  const lower = await get('/trpc/todo.get', `${cookie}; huibao_requests=${userId}.8.10.${nextHour}`);
  expect(lower.headers.getSetCookie()).toEqual(['huibao_requests=; Path=/; Max-Age=0; SameSite=Lax; Secure']);
  // What another api counts, by the same limit, stands.
  const same = await get('/trpc/todo.get', `${cookie}; huibao_requests=${userId}.45.${limits.requests}.${nextHour}`);
  expect(same.headers.getSetCookie()).toEqual([]);

  // A form that saves often.
  let answer = await save();
  const heard: number[] = [];
  while (answer.code === 'ok') {
    const [one] = readPaces(answer.cookies.map((line) => line.split(';')[0]).join('; '));
    if (one) heard.push(one.used);
    answer = await save();
  }
  expect(heard).toEqual(Array.from({ length: 11 }, (_, no) => 40 + no));
  expect([answer.code, answer.headers.get('ratelimit')]).toEqual([
    'quota.requests',
    expect.stringMatching(/^"requests";r=0;t=\d+$/),
  ]);
  expect(answer.headers.get('retry-after')).toBe(String(answer.params['seconds']));
});

it('tells nobody who isn’t signed in', async () => {
  const { headers } = await get('/trpc/session.current', '');
  expect([headers.get('ratelimit'), headers.get('ratelimit-policy')]).toEqual([null, null]);
});

import type { Server } from 'node:http';
import { codeAt, hashPassword } from '@huibao/auth';
import { runUseCase, useCases } from '@huibao/services';
import {
  addPeople,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type Clock,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserAt, type Browser } from './browser.fixture.ts';
import { startApi } from './api-server.fixture.ts';

// Over HTTP, as browsers at different places would. Served by https, as it is for real.

const origin = 'https://huibao.example';
const password = 'Right-2024-pass';
const minute = 60_000;

let database: TestDatabase;
let clock: Clock;
let world: SmallWorld;
let server: Server;
let base: string;
let owner: pg.Client;
let userIds: ReadonlyMap<string, string>;

beforeAll(async () => {
  database = await createTestDatabase({ secondFactor: 'required' });
  clock = createClock('2024-06-25T09:00:00+08:00');
  world = await createSmallWorld(database.services, clock, [2024]);
  const passwordHash = await hashPassword(password);
  const { unitIds, bureauId } = world;
  const people = await addPeople(
    database.services,
    bureauId,
    [
      { username: 'clerk', name: '张三', role: 'reporter', unitId: unitIds.first, passwordHash },
      { username: 'victim', name: '李四', role: 'reporter', unitId: unitIds.first, passwordHash },
      { username: 'signer', name: '王五', role: 'bureau_issuer', unitId: unitIds.root, passwordHash },
    ],
    clock.now,
  );
  userIds = new Map([...people].map(([username, actor]) => [username, actor.userId]));
  ({ server, base } = await startApi({ services: database.services, webOrigin: origin, now: clock.now }));
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  server.close();
  await owner.end();
  await database.drop();
});

beforeEach(() => owner.query('delete from sign_in_attempts'));

/** Half an hour goes by for what counts guesses, which goes by the machine's clock. */
const age = (minutes: number) => owner.query('update sign_in_attempts set expire = expire - $1', [minutes * minute]);

const browser = (address: string): Browser => browserAt(base, origin, address);

type Answer = Awaited<ReturnType<Browser['signIn']>>;

const wrong = (place: Browser, username: string, times: number) =>
  Promise.all(Array.from({ length: times }, () => place.signIn(username, 'Wrong-2024-pass')));

/** All that an answer says but its cookies, and the second in which it was sent. */
function said({ headers, cookies: _, ...rest }: Answer) {
  const names = [...headers.keys()].filter((name) => name !== 'date' && name !== 'set-cookie');
  return { ...rest, headers: names.map((name) => [name, headers.get(name)]) };
}

describe('guessing', () => {
  it('closes a name to who guesses at it, and to nobody else', async () => {
    const known = browser('10.0.0.1');
    expect((await known.signIn('victim')).code).toBe('ok');
    const attacker = browser('10.0.0.66');
    // At once, so that none is looked at before the others are counted.
    expect((await wrong(attacker, 'victim', 5)).map((answer) => answer.code)).toEqual(
      Array.from({ length: 5 }, () => 'session.wrong_credentials'),
    );
    const refused = await attacker.signIn('victim');
    expect([refused.code, refused.status, refused.params]).toEqual(['session.locked', 429, { minutes: 30 }]);
    expect((await browser('10.0.0.2').signIn('victim')).code).toBe('ok');
    // Behind the attacker's own address, the person's own machine is another place.
    const shared = browser('10.0.0.66');
    for (const [name, value] of known.jar) shared.jar.set(name, value);
    expect((await shared.signIn('victim')).code).toBe('ok');
    // And nobody else is concerned.
    expect((await attacker.signIn('clerk')).code).toBe('ok');
    await age(31);
    expect((await attacker.signIn('victim')).code).toBe('ok');
  });

  it('hears a right guess between wrong ones, and then counts anew', async () => {
    const place = browser('10.0.1.1');
    for (let round = 0; round < 2; round += 1) {
      await wrong(place, 'victim', 4);
      expect((await place.signIn('victim')).code).toBe('ok');
    }
  });

  it('has no cookie of another person stand for a known machine', async () => {
    const place = browser('10.0.2.1');
    expect((await place.signIn('clerk')).code).toBe('ok');
    await wrong(place, 'victim', 5);
    expect((await place.signIn('victim')).code).toBe('session.locked');
    place.jar.set('__Host-huibao_device', 'AAAAAAAAAAAAAAAAAAAAAA.BBBBBBBBBBBBBBBBBBBBBB');
    expect((await place.signIn('victim')).code).toBe('session.locked');
  });

  it('says the same of a name that nobody has, counts it too, and writes down neither', async () => {
    const place = browser('10.0.3.1');
    const [nobody] = (await wrong(place, 'nobody.here', 5)) as [Answer];
    const [somebody] = (await wrong(place, 'victim', 1)) as [Answer];
    expect(said(nobody)).toEqual(said(somebody));
    expect((await place.signIn('nobody.here')).code).toBe('session.locked');
    const { rows } = await owner.query<{ text: string }>(
      `select row_to_json(e)::text as text from audit_entries e union all select key from sign_in_attempts`,
    );
    expect(rows.filter(({ text }) => text.includes('nobody.here'))).toEqual([]);
    expect(rows.filter(({ text }) => text.includes('10.0.3.1')).length).toBe(6);
  });

  it('counts what tries many names from one place, but no machine where somebody is known', async () => {
    const known = browser('10.0.4.1');
    await known.signIn('victim');
    const { failuresPerAddress } = database.services.signInPolicy.throttle;
    await owner.query(`update sign_in_attempts set points = $1 where key like 'address:%'`, [failuresPerAddress]);
    expect((await browser('10.0.4.1').signIn('clerk')).code).toBe('session.locked');
    expect((await known.signIn('victim')).code).toBe('ok');
  });

  it('counts guesses of the current password where it is changed', async () => {
    const place = browser('10.0.5.1');
    await place.signIn('victim');
    const change = (current: string) => place.call('session.changePassword', { current, next: 'Ganz-2024-neues' });
    for (let guess = 0; guess < 5; guess += 1)
      expect((await change(`Wrong-${guess}`)).code).toBe('password.wrong_current');
    expect((await change(password)).code).toBe('session.locked');
  });
});

const rounds = 300;

/** By `npm run test:long` alone, on a quiet machine: what a listener with patience would measure. */
describe.runIf(process.env['TEST_LONG'] === '1')('the time an answer takes', () => {
  it('tells nobody which names there are', async () => {
    const names = { absent: 'nobody.at.all', wrong: 'victim' };
    const times: Record<keyof typeof names, number[]> = { absent: [], wrong: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const kind of round % 2 === 0 ? (['absent', 'wrong'] as const) : (['wrong', 'absent'] as const)) {
        const place = browser(`10.4.${kind === 'absent' ? 1 : 2}.${round}`);
        const begun = performance.now();
        await place.signIn(names[kind], 'Wrong-2024-pass');
        times[kind].push(performance.now() - begun);
      }
    }
    const [absent, wrong] = [median(times.absent), median(times.wrong)];
    expect(Math.abs(absent - wrong) / wrong, `${absent} ms and ${wrong} ms`).toBeLessThan(0.1);
  });
});

function median(of: readonly number[]): number {
  return of.toSorted((a, b) => a - b)[of.length >> 1] ?? 0;
}

describe('a session', () => {
  it('has a cookie of this host alone, a new id each time, and ends when it is replaced or over', async () => {
    const place = browser('10.1.0.1');
    // Somebody else planted an id (fixation): signing in takes another.
    const planted = 'a'.repeat(40);
    place.jar.set('__Host-huibao_session', planted);
    const { cookies } = await place.signIn('clerk');
    const session = cookies.find((line) => line.startsWith('__Host-huibao_session='));
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/Secure/);
    expect(session).toMatch(/Path=\//);
    expect(session).not.toMatch(/Domain/);
    const first = place.jar.get('__Host-huibao_session');
    expect(first).not.toBe(planted);
    const thief = browser('10.1.0.66');
    thief.jar.set('__Host-huibao_session', planted);
    expect((await thief.ask('todo.get')).code).toBe('session.missing');
    await place.signIn('clerk');
    expect(place.jar.get('__Host-huibao_session')).not.toBe(first);
  });

  it('ends when nobody uses it, and at last whatever is done', async () => {
    const { idleMinutes, maxMinutes } = database.services.signInPolicy.session;
    const place = browser('10.1.1.1');
    await place.signIn('clerk');
    clock.advance((idleMinutes - 1) * minute);
    expect((await place.ask('todo.get')).code).toBe('ok');
    clock.advance((idleMinutes + 1) * minute);
    expect((await place.ask('todo.get')).code).toBe('session.missing');
    await place.signIn('clerk');
    for (let used = 0; used <= maxMinutes - idleMinutes / 2; used += idleMinutes / 2) {
      expect((await place.ask('todo.get')).code).toBe('ok');
      clock.advance((idleMinutes / 2) * minute);
    }
    clock.advance((idleMinutes / 2) * minute);
    expect((await place.ask('todo.get')).code).toBe('session.missing');
  });

  it('is listed to its owner, who ends one or all others', async () => {
    const [here, there, elsewhere] = [browser('10.1.2.1'), browser('10.1.2.2'), browser('10.1.2.3')];
    for (const place of [here, there, elsewhere]) await place.signIn('clerk');
    const list = (await here.ask('session.list')).data as readonly {
      id: string;
      device: string;
      address: string;
      isThis: boolean;
    }[];
    const of = (address: string) => list.find((one) => one.address === address);
    expect(of('10.1.2.1')).toMatchObject({ device: 'browser at 10.1.2.1', isThis: true });
    expect(of('10.1.2.2')?.isThis).toBe(false);
    // Nobody else's, though the id were known.
    const other = browser('10.1.2.9');
    await other.signIn('victim');
    await other.call('session.end', { id: of('10.1.2.2')?.id });
    expect((await there.ask('todo.get')).code).toBe('ok');
    await here.call('session.end', { id: of('10.1.2.2')?.id });
    expect((await there.ask('todo.get')).code).toBe('session.missing');
    await here.call('session.endOthers');
    expect((await elsewhere.ask('todo.get')).code).toBe('session.missing');
    expect((await here.ask('todo.get')).code).toBe('ok');
  });

  it('ends within a second of signing out, disabling, revoking, losing a role and a new password', async () => {
    const { admin } = world.actors;
    const userId = userIds.get('clerk') ?? '';
    const as = <T>(useCase: T, input: object) => runUseCase(database.services, admin, useCase as never, input);
    const grant = () => as(useCases.grantRole, { userId, unitId: world.unitIds.second, role: 'reporter' });
    const ways: readonly [string, (place: Browser) => Promise<unknown>][] = [
      ['signing out', (place) => place.call('session.signOut')],
      ['disabling', () => as(useCases.setAccountDisabled, { userId, isDisabled: true })],
      ['revoking', () => as(useCases.endSessions, { userId })],
      [
        'losing a role',
        async () => {
          const { accounts } = await runUseCase(database.services, admin, useCases.listAccounts, {});
          const held = accounts.find((one) => one.userId === userId)?.memberships ?? [];
          const membershipId = held.find((one) => one.unitId === world.unitIds.second)?.id;
          await as(useCases.removeRole, { userId, membershipId });
        },
      ],
      [
        'a new password',
        () =>
          browser('10.1.3.2')
            .signIn('clerk')
            .then(() => change()),
      ],
    ];
    const change = async () => {
      const place = browser('10.1.3.3');
      await place.signIn('clerk');
      const changed = await place.call('session.changePassword', { current: password, next: 'Ganz-2024-neues' });
      expect(changed.code).toBe('ok');
      expect((await place.ask('todo.get')).code).toBe('ok');
    };
    await grant();
    for (const [name, end] of ways) {
      const place = browser('10.1.3.1');
      expect([name, (await place.signIn('clerk')).code]).toEqual([name, 'ok']);
      await end(place);
      const ended = performance.now();
      expect([name, (await place.ask('todo.get')).code]).toEqual([name, 'session.missing']);
      expect(performance.now() - ended).toBeLessThan(1000);
      if (name === 'disabling') await as(useCases.setAccountDisabled, { userId, isDisabled: false });
    }
    // The last role stays: an account that may do nothing is disabled.
    const [account] = (await runUseCase(database.services, admin, useCases.listAccounts, {})).accounts.filter(
      (one) => one.userId === userId,
    );
    await expect(as(useCases.removeRole, { userId, membershipId: account?.memberships[0]?.id })).rejects.toThrow(
      'account.last_role',
    );
  });
});

describe('a password', () => {
  it('that an administrator gave must be changed, and holds for some days', async () => {
    const { admin } = world.actors;
    const create = (username: string) =>
      runUseCase(database.services, admin, useCases.createAccount, {
        username,
        name: '新人',
        unitId: world.unitIds.second,
        role: 'reporter',
      });
    const prompt = browser('10.2.0.1');
    const given = await create('prompt');
    const late = await create('late');
    // As an input method in Chinese may write it.
    await prompt.signIn(given.username.replace('@', '＠'), given.password);
    expect((await prompt.ask('todo.get')).code).toBe('session.must_change_password');
    expect((await prompt.ask('session.list')).code).toBe('session.must_change_password');
    clock.advance(8 * 24 * 60 * minute);
    expect((await browser('10.2.0.2').signIn(late.username, late.password)).code).toBe(
      'session.first_password_expired',
    );
    expect((await browser('10.2.0.3').signIn(late.username, 'Wrong-2024-pass')).code).toBe('session.wrong_credentials');
  });

  it('is refused when it is weak, known or one of the last', async () => {
    const place = browser('10.2.1.1');
    let current = password;
    const change = async (next: string) => {
      const { code } = await place.call('session.changePassword', { current, next });
      if (code === 'ok') current = next;
      return code;
    };
    await place.signIn('victim');
    expect(await change('Short-1')).toBe('password.too_short');
    expect(await change('onlysmallletters')).toBe('password.too_simple');
    expect(await change('A-Victim-2024x')).toBe('password.contains_username');
    expect(await change('X1-李四-abcdefg')).toBe('password.contains_name');
    expect(await change('Admin@123456')).toBe('password.guessable');
    expect(await change(password)).toBe('password.same');
    expect(await change('Ganz-2024-neues')).toBe('ok');
    expect(await change(password)).toBe('password.used_before');
  });
});

describe('a second factor', () => {
  it('is asked for of who must have one, taken once, and replaced by a recovery code', async () => {
    const place = browser('10.3.0.1');
    const current = 'Right-2024-pass';
    expect((await place.signIn('signer')).code).toBe('ok');
    expect((await place.ask('todo.get')).code).toBe('session.must_enrol');
    const offer = (await place.call('session.offerSecondFactor')).data as {
      secret: string;
      sealed: string;
      svg: string;
    };
    expect(offer.svg).toContain('<svg');
    const code = () => codeAt(offer.secret, clock.now());
    const enrol = (typed: string, sealed = offer.sealed) =>
      place.call('session.enrolSecondFactor', { password: current, sealed, code: typed });
    expect((await enrol('000000')).code).toBe('session.wrong_code');
    // What was sealed for somebody else doesn't open.
    const other = browser('10.3.0.9');
    await other.signIn('clerk', 'Ganz-2024-neues');
    const foreign = (await other.call('session.offerSecondFactor')).data as { sealed: string };
    expect((await enrol(code(), foreign.sealed)).code).toBe('session.wrong_code');
    const enrolled = await enrol(code());
    expect(enrolled.code).toBe('ok');
    const { recoveryCodes } = enrolled.data as { recoveryCodes: readonly string[] };
    expect(new Set(recoveryCodes).size).toBe(10);
    expect((await place.ask('todo.get')).code).toBe('ok');
    // Nothing of it can be read from the database.
    const { rows } = await owner.query<{ text: string }>(
      'select row_to_json(f)::text as text from second_factors f union all select row_to_json(c)::text from recovery_codes c',
    );
    for (const secret of [offer.secret, ...recoveryCodes])
      expect(rows.some(({ text }) => text.includes(secret))).toBe(false);

    const next = browser('10.3.0.2');
    expect((await next.signIn('signer')).code).toBe('session.code_missing');
    // The code that enrolled was taken.
    expect((await next.signIn('signer', current, code())).code).toBe('session.wrong_code');
    clock.advance(minute);
    const taken = code();
    expect((await next.signIn('signer', current, taken)).code).toBe('ok');
    expect((await next.ask('todo.get')).code).toBe('ok');
    expect((await browser('10.3.0.3').signIn('signer', current, taken)).code).toBe('session.wrong_code');
    const [recovery = ''] = recoveryCodes;
    expect((await browser('10.3.0.3').signIn('signer', current, recovery.toLowerCase())).code).toBe('ok');
    expect((await browser('10.3.0.3').signIn('signer', current, recovery)).code).toBe('session.wrong_code');
    expect((await next.ask('session.waysIn')).data).toMatchObject({ codesLeft: 9 });
  });

  it('is guessed at no more often than a password, also by who knows the password', async () => {
    const attacker = browser('10.3.1.66');
    const codes: string[] = [];
    for (let guess = 0; guess < 6; guess += 1)
      codes.push((await attacker.signIn('signer', password, String(guess).padStart(6, '0'))).code);
    expect(codes).toEqual([...Array.from({ length: 5 }, () => 'session.wrong_code'), 'session.locked']);
  });

  it('is reset by the security officer, and then asked for anew', async () => {
    const userId = userIds.get('signer') ?? '';
    await runUseCase(database.services, world.actors.admin, useCases.resetSecondFactor, { userId });
    const place = browser('10.3.2.1');
    expect((await place.signIn('signer')).code).toBe('ok');
    expect((await place.ask('todo.get')).code).toBe('session.must_enrol');
    const { rows } = await owner.query(`select 1 from audit_entries where action = 'account.second_factor_reset'`);
    expect(rows).toHaveLength(1);
  });
});

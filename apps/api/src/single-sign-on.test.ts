import { createServer, type Server } from 'node:http';
import { codeAt, hashPassword } from '@huibao/auth';
import { runUseCase, useCases } from '@huibao/services';
import {
  addPeople,
  createClock,
  createSmallWorld,
  createTestDatabase,
  type SmallWorld,
  type TestDatabase,
} from '@huibao/testing';
import { Provider } from 'oidc-provider';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, startApi } from './api-server.fixture.ts';

// Against a provider that others wrote, over HTTP: its own pages are gone through as a browser does. What it asks of
// whom is its business; who comes in is ours.

const webOrigin = 'http://127.0.0.1:4800';
const password = 'Right-2024-pass';
// A provider's tokens end by the machine's clock.
const clock = createClock(new Date());

let database: TestDatabase;
let provider: Server;
let api: Server;
/** Another tenant, whose administrator has linked the same account of the provider. */
let elsewhere: SmallWorld;
let base: string;
let issuer: string;

beforeAll(async () => {
  provider = createServer((request, response) => void handle(request, response));
  issuer = await listen(provider);
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'huibao',
        client_secret: 'a secret of the provider and us',
        redirect_uris: [`${webOrigin}/sso/callback`],
        post_logout_redirect_uris: [`${webOrigin}/sign-in`],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['k'] },
    claims: { openid: ['sub', 'amr'] },
    findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: true } },
  });
  const handle = oidc.callback();

  database = await createTestDatabase();
  Object.assign(database.services, { identityIssuer: issuer });
  const world = await createSmallWorld(database.services, clock, []);
  const passwordHash = await hashPassword(password);
  const people = ['linker', 'given', 'twice', 'stranger'].map((username) => ({
    username,
    name: username,
    role: 'reporter' as const,
    unitId: world.unitIds.first,
    passwordHash,
  }));
  const made = await addPeople(database.services, world.bureauId, people, clock.now);
  await runUseCase(database.services, world.actors.admin, useCases.linkIdentity, {
    userId: made.get('given')?.userId ?? '',
    subject: 'provider-given',
  });
  elsewhere = await createSmallWorld(database.services, clock, []);
  const [twice] = await addPeople(
    database.services,
    elsewhere.bureauId,
    [{ username: 'given-elsewhere', name: '张', role: 'reporter', unitId: elsewhere.unitIds.first, passwordHash }],
    clock.now,
  );
  const linkedElsewhere = { userId: twice?.[1].userId ?? '', subject: 'provider-twice' };
  await runUseCase(database.services, elsewhere.actors.admin, useCases.linkIdentity, linkedElsewhere);
  await runUseCase(database.services, world.actors.admin, useCases.linkIdentity, {
    userId: made.get('twice')?.userId ?? '',
    subject: 'provider-twice',
  });
  ({ server: api, base } = await startApi({
    services: database.services,
    webOrigin,
    identityClient: { id: 'huibao', secret: 'a secret of the provider and us' },
    now: clock.now,
  }));
});
afterAll(async () => {
  provider.close();
  api.close();
  await database.drop();
});

/** A browser with the cookies of both sites. */
function browser() {
  const jars = new Map<string, Map<string, string>>();
  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
  const ours = (path: string): Promise<Response> => ask(base + path);
  async function call(path: string, body?: unknown) {
    const response = await ask(`${base}/trpc/${path}`, {
      method: 'POST',
      headers: { origin: webOrigin, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = (await response.json()) as {
      result?: { data: Record<string, string> };
      error?: { data: { error: { code: string } } };
    };
    return { code: json.error?.data.error.code ?? 'ok', data: json.result?.data ?? {} };
  }
  /** Through the provider's pages as this account; answers the address at our side that it sends the browser to. */
  async function through(location: string, account: string): Promise<string> {
    let next = location;
    for (let step = 0; step < 12; step += 1) {
      if (next.startsWith(webOrigin)) return next.slice(webOrigin.length);
      let response = await ask(next);
      if (response.status === 200) {
        const page = await response.text();
        const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
        const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? 'login';
        response = await ask(new URL(action, issuer).href, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ prompt, login: account, password: 'x' }).toString(),
        });
      }
      next = new URL(response.headers.get('location') ?? '', next).href;
    }
    throw new Error(`the provider goes on and on: ${next}`);
  }
  const start = async (to = '/term'): Promise<string> =>
    (await ours(`/sso/start?${new URLSearchParams({ to }).toString()}`)).headers.get('location') ?? '';
  /** In by the provider as this account; answers where the browser ends. */
  async function signIn(account: string, to?: string): Promise<string> {
    const back = await through(await start(to), account);
    return (await ours(back)).headers.get('location') ?? '';
  }
  const whoIsIt = async (): Promise<string | null> => {
    const answer = (await (await ours('/trpc/session.current')).json()) as {
      result: { data: { username: string } | null };
    };
    return answer.result.data?.username ?? null;
  };
  return { jars, ours, call, through, start, signIn, whoIsIt };
}

describe('single sign-on', () => {
  it('lets in whom an administrator has linked, and nobody by a name that is the same', async () => {
    const given = browser();
    expect(await given.signIn('provider-given')).toBe('/term');
    expect(await given.whoIsIt()).toBe('given');
    const stranger = browser();
    expect(await stranger.signIn('stranger')).toBe('/sign-in?sso=unlinked');
    expect(await stranger.whoIsIt()).toBeNull();
  });

  it('asks for a code that no other browser can hand in, and never leads off this site', async () => {
    const person = browser();
    const location = await person.start('//evil.example/x');
    expect(new URL(location).searchParams.get('code_challenge_method')).toBe('S256');
    const back = await person.through(location, 'provider-given');
    // Handed to somebody else's browser, begun or not (login CSRF).
    const victim = browser();
    expect((await victim.ours(back)).headers.get('location')).toBe('/sign-in?sso=refused');
    await victim.start();
    expect((await victim.ours(back)).headers.get('location')).toBe('/sign-in?sso=refused');
    // Changed on the way.
    const tampered = back.replace(/state=[^&]+/, 'state=other');
    expect((await person.ours(tampered)).headers.get('location')).toBe('/sign-in?sso=refused');
    const again = browser();
    expect(await again.signIn('provider-given', '//evil.example/x')).toBe('/');
    expect(await browser().signIn('provider-given', '/\\evil.example')).toBe('/');
  });

  it('is linked by its owner after both passwords, once, and ends with the provider’s session', async () => {
    const linker = browser();
    await linker.call('session.signIn', { username: 'linker', password });
    expect((await linker.call('session.linkIdentity', { password: 'wrong' })).code).toBe('password.wrong_current');
    const { data } = await linker.call('session.linkIdentity', { password });
    const back = await linker.through(data['location'] ?? '', 'provider-linker');
    // Brought to a browser where somebody else is signed in, it links nothing.
    const other = browser();
    await other.call('session.signIn', { username: 'stranger', password });
    expect((await other.ours(back)).headers.get('location')).toBe('/sign-in?sso=refused');
    expect((await linker.ours(back)).headers.get('location')).toBe('/password?sso=linked');

    const next = browser();
    expect(await next.signIn('provider-linker')).toBe('/term');
    expect(await next.whoIsIt()).toBe('linker');
    const { data: out } = await next.call('session.signOut');
    expect(out['location']).toContain(`${issuer}/session/end?`);
    expect(await next.whoIsIt()).toBeNull();

    const taken = await other.call('session.linkIdentity', { password });
    const theirs = await other.through(taken.data['location'] ?? '', 'provider-linker');
    expect((await other.ours(theirs)).headers.get('location')).toBe('/password?sso=taken');
  });

  it('asks for the person’s own second factor where the provider doesn’t', async () => {
    const person = browser();
    await person.signIn('provider-given');
    const { data: offer } = await person.call('session.offerSecondFactor');
    const code = () => codeAt(offer['secret'] ?? '', clock.now());
    const enrolled = await person.call('session.enrolSecondFactor', {
      password,
      sealed: offer['sealed'],
      code: code(),
    });
    expect(enrolled.code).toBe('ok');
    const next = browser();
    expect(await next.signIn('provider-given')).toBe('/sign-in?sso=code&to=%2Fterm');
    expect(await next.whoIsIt()).toBeNull();
    expect((await browser().call('session.finishSingleSignOn', { code: code() })).code).toBe('session.missing');
    expect((await next.call('session.finishSingleSignOn', { code: '000000' })).code).toBe('session.wrong_code');
    clock.advance(60_000);
    expect((await next.call('session.finishSingleSignOn', { code: code() })).code).toBe('ok');
    expect(await next.whoIsIt()).toBe('given');
  });

  it('lets who has accounts in several tenants choose, and nobody an account that isn’t theirs', async () => {
    const person = browser();
    expect(await person.signIn('provider-twice')).toBe('/sign-in?sso=choose&to=%2Fterm');
    expect(await person.whoIsIt()).toBeNull();
    type Offered = { readonly tenantId: number; readonly userId: string; readonly username: string };
    const offered = async (of: ReturnType<typeof browser>) =>
      ((await (await of.ours('/trpc/session.offered')).json()) as { result?: { data: readonly Offered[] } }).result
        ?.data;
    const [second, first] = (await offered(person)) ?? [];
    expect([first?.username, second?.username]).toEqual(['given-elsewhere', 'twice']);
    expect(await offered(browser())).toBeUndefined();
    expect((await browser().call('session.choose', second)).code).toBe('session.missing');
    const [known] = await database.services.authDb
      .selectFrom('logins')
      .selectAll()
      .where('username', '=', 'given')
      .execute();
    const notTheirs = { tenantId: known?.tenant_id, userId: known?.user_id };
    expect((await person.call('session.choose', notTheirs)).code).toBe('session.missing');
    expect((await person.call('session.choose', second)).data).toEqual({ isCodeLeft: false });
    expect(await person.whoIsIt()).toBe('twice');
    // With one of them disabled there is nothing to choose.
    await runUseCase(database.services, elsewhere.actors.admin, useCases.setAccountDisabled, {
      userId: first?.userId,
      isDisabled: true,
    });
    const next = browser();
    expect(await next.signIn('provider-twice')).toBe('/term');
    expect(await next.whoIsIt()).toBe('twice');
  });

  it('says so when the provider is away', async () => {
    const logged: string[] = [];
    const away = await startApi({
      services: { ...database.services, identityIssuer: 'http://127.0.0.1:9' },
      webOrigin,
      identityClient: { id: 'huibao', secret: undefined },
      log: pino({ level: 'warn' }, { write: (line: string) => logged.push(line) }),
      now: clock.now,
    });
    const response = await fetch(`${away.base}/sso/start`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in?sso=unavailable']);
    // Whoever runs it reads why.
    expect(logged.join()).toContain('the identity provider: ');
    away.server.close();
  });
});

import { Agent, request, type IncomingMessage } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, freePort, type TestDatabase } from '@huibao/testing';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runApi } from './running-api.fixture.ts';

let database: TestDatabase;
let owner: pg.Client;
let api: Awaited<ReturnType<typeof runApi>>;

/** Of a version to come, over which this code can't serve. */
const breaking = '9999-drops-what-this-code-reads.breaking.sql';

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query('insert into schema_migrations (name) values ($1)', [breaking]);
  api = await runApi(database.options, { api: await freePort(), metrics: await freePort() });
});
afterAll(async () => {
  api.child.kill('SIGKILL');
  await owner.end();
  await database.drop();
});

const path = '/trpc/publication.list';

/** One client with one connection that it keeps; `think` is how long it rests between two requests. */
async function client(port: number, think: () => number, isOver: () => boolean) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const told = { answered: 0, reused: 0, refused: 0, failed: [] as string[] };
  while (!isOver() && told.refused === 0) {
    try {
      const { status, isReused } = await ask(port, agent);
      if (status === 200) told.answered += 1;
      else told.failed.push(String(status));
      if (isReused) told.reused += 1;
    } catch (error) {
      const { code = String(error) } = error as { code?: string };
      if (code === 'ECONNREFUSED') told.refused += 1;
      else told.failed.push(code);
    }
    await pause(think());
  }
  agent.destroy();
  return told;
}

function ask(port: number, agent: Agent): Promise<{ status: number | undefined; isReused: boolean }> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, agent }, (answer: IncomingMessage) => {
      answer.resume();
      answer.once('end', () => resolve({ status: answer.statusCode, isReused: sent.reusedSocket }));
      answer.once('error', reject);
    });
    sent.once('error', reject).end();
  });
}

const get = async (of: string) => {
  const answer = await fetch(api.base + of);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
};

async function becomesReady(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await get('/ready')).status === 200) return;
    await pause(100);
  }
}

it('serves nobody over a schema that it doesn’t know, says so, and serves as soon as they fit', async () => {
  expect(await get('/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  await pause(500);
  const unready = await get('/ready');
  expect(unready).toMatchObject({ status: 503, body: { because: ['schema'], schema: { database: breaking } } });
  for (const address of [path, '/files/workbook/x', '/sso/start', '/nowhere']) {
    const { status, headers, body } = await get(address);
    expect([address, status, headers.get('retry-after'), headers.get('x-frame-options')]).toEqual([
      address,
      503,
      '5',
      'DENY',
    ]);
    expect(body).toMatchObject({ error: { code: 'request.failed', kind: 'unavailable', params: {} } });
  }
  const { code } = unready.body.schema as { code: string };
  expect(api.log()).toMatch(new RegExp(`"level":50.*"code":"${code}","database":"${breaking}"`));
  await owner.query('delete from schema_migrations where name = $1', [breaking]);
  await becomesReady();
  expect(await get('/ready')).toMatchObject({ body: { status: 'ready', schema: { code, database: code } } });
  expect((await get(path)).status).toBe(200);
});

it('tells its metrics where no visitor asks, of what it answered by the code’s own names', async () => {
  await get('/trpc/nobody.asks?input=secret-words');
  await get('/files/workbook/secret-words');
  const text = await (await fetch(api.metrics)).text();
  const lines = new Map(text.split('\n').map((line) => [line.slice(0, line.lastIndexOf(' ')), line.split(' ').at(-1)]));
  const told = (name: string): number => Number(lines.get(name));
  const requests = (labels: string): number => told(`huibao_request_duration_seconds_count{${labels}}`);
  expect(requests('kind="procedure",name="publication.list",status="200"')).toBe(1);
  expect(requests('kind="procedure",name="publication.list",status="503"')).toBe(1);
  expect(requests('kind="procedure",name="unknown",status="404"')).toBe(1);
  expect(requests('kind="file",name="/files/workbook/*",status="401"')).toBe(1);
  for (const role of ['huibao_app', 'huibao_auth', 'huibao_public', 'huibao_keeper', 'huibao_watch'])
    expect([told(`huibao_pool_waiting{role="${role}"}`), told(`huibao_pool_connections_used{role="${role}"}`)]).toEqual(
      [0, 0],
    );
  expect(told('huibao_pool_connections_max{role="huibao_app"}')).toBe(12);
  expect(told('huibao_audit_heads_waiting{copy="folder"}')).toBe(0);
  expect(told('huibao_schema_fits')).toBe(1);
  expect(told('process_resident_memory_bytes')).toBeGreaterThan(1e7);
  expect(told('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(text).not.toContain('secret-words');
  expect((await get('/metrics')).body).toMatchObject({ error: { code: 'request.invalid' } });
});

it('stops under keep-alive load without losing a request: it is answered, or refused as nobody listens', async () => {
  let isOver = false;
  const clients = Array.from({ length: 32 }, (_, n) =>
    client(
      api.port,
      () => (n % 2 === 0 ? 0 : (n * 37) % 400),
      () => isOver,
    ),
  );
  await pause(1500);

  // Under way as it is told to stop: a body that comes in two pieces. And a connection that never asks anything.
  const body = JSON.stringify({ username: 'nobody', password: 'Wrong-2024-pass' });
  const slow = Promise.withResolvers<IncomingMessage>();
  const sent = request(
    {
      host: '127.0.0.1',
      port: api.port,
      path: '/trpc/session.signIn',
      method: 'POST',
      headers: {
        origin: database.options.webOrigin,
        'content-type': 'application/json',
        'content-length': body.length,
      },
    },
    slow.resolve,
  ).once('error', slow.reject);
  sent.write(body.slice(0, 10));
  const silent = connect(api.port, '127.0.0.1');
  await new Promise((resolve) => {
    silent.once('connect', resolve);
  });
  await pause(200);

  const toldAt = performance.now();
  api.child.kill('SIGTERM');
  await pause(2500);
  sent.end(body.slice(10));
  const answer = await slow.promise;
  answer.resume();
  expect([answer.statusCode, answer.headers.connection]).toEqual([401, 'close']);
  expect(await api.exited).toBe(0);
  expect(performance.now() - toldAt).toBeLessThan(15_000);
  isOver = true;
  const told = await Promise.all(clients);
  expect(told.flatMap(({ failed }) => failed)).toEqual([]);
  // They kept their connections until then, and all were sent away.
  expect(told.reduce((sum, { answered }) => sum + answered, 0)).toBeGreaterThan(200);
  expect(told.every(({ reused, refused }) => reused > 0 && refused === 1)).toBe(true);
  expect(api.log()).toContain('"msg":"stopped"');
});

it.each(['watchUrl', 'authUrl'] as const)('ends in order though %s leads to what never answers', async (which) => {
  const wordless = new Set<Socket>();
  const mute = createServer((socket) => wordless.add(socket));
  await new Promise<void>((resolve) => {
    mute.listen(0, '127.0.0.1', resolve);
  });
  const url = new URL(database.options[which]);
  url.port = String((mute.address() as AddressInfo).port);
  const ports = { api: await freePort(), metrics: await freePort() };
  const ending = await runApi({ ...database.options, [which]: url.href }, ports);
  try {
    // It has asked already: who it is, and which schema there is.
    await expect.poll(() => wordless.size).toBeGreaterThan(0);
    ending.child.kill('SIGTERM');
    expect([await ending.exited, ending.log()]).toEqual([0, expect.stringContaining('"msg":"stopped"')]);
  } finally {
    ending.child.kill('SIGKILL');
    for (const socket of wordless) socket.destroy();
    mute.close();
  }
});

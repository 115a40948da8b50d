import { Agent, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runApi } from './api-process.fixture.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

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

it('stops under keep-alive load without losing a request: it is answered, or refused as nobody listens', async () => {
  const api = await runApi(database);
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

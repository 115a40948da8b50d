import { once } from 'node:events';
import { request, type IncomingMessage, type Server } from 'node:http';
import { createTestDatabase, type TestDatabase } from '@huibao/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi } from './api-server.fixture.ts';
import { everyChange } from './every-address.fixture.ts';

const origin = 'https://huibao.example';
let database: TestDatabase;
let server: Server;
let base: string;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ server, base } = await startApi({ services: database.services, webOrigin: origin, now: () => new Date() }));
});
afterAll(async () => {
  server.close();
  await database.drop();
});

/** What is answered to who has sent the first of a file, and goes on. */
async function answeredAmid(path: string): Promise<number | undefined> {
  const headers = { origin, 'content-type': 'application/octet-stream', 'content-length': 1024 };
  const sending = request(base + path, { method: 'POST', headers });
  sending.write('the first of it');
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  sending.destroy();
  return answer.statusCode;
}

it('whoever isn’t signed in has no file received, and held: the refusal doesn’t wait for it', async () => {
  const uploads = everyChange().filter((path) => path.startsWith('/files/'));
  expect(uploads.length).toBeGreaterThan(5);
  const answered = await Promise.all(uploads.map(async (path) => [path, await answeredAmid(path)]));
  expect(answered).toEqual(uploads.map((path) => [path, 401]));
});

it('takes as large a head as web takes of a visitor, with what web adds', async () => {
  const headers = { cookie: `other=${'x'.repeat(16 * 1024)}`, 'x-client-address': '192.0.2.1' };
  expect((await fetch(`${base}/trpc/session.current`, { headers })).status).toBe(200);
});

import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { traceparent } from '@huibao/tracing';
import express, { type RequestHandler } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { client, failureOf, upload } from './client.ts';
import { tracedFetch } from './traced-fetch.ts';

let server: Server;
let base: string;
beforeAll(async () => {
  const { traceRequests } = (await import(new URL('../trace-requests.mjs', import.meta.url).href)) as {
    traceRequests: RequestHandler;
  };
  const app = express();
  app.use(traceRequests, (request, response) => {
    response.json({ asked: request.headers.traceparent, within: traceparent() });
  });
  await new Promise<void>((resolve) => (server = app.listen(0, '127.0.0.1', resolve)));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it('begins an id in the page that web goes on with', async () => {
  const answers = await Promise.all(
    [1, 2].map(async () => {
      const answer = await tracedFetch(base, { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: 'x' });
      const id = answer.headers.get('x-request-id') ?? '';
      const { asked, within } = (await answer.json()) as { asked: string; within: string };
      expect(asked).toBe(within);
      expect(within.split('-').slice(0, 2)).toEqual(['00', id]);
      return id;
    }),
  );
  expect(new Set(answers).size).toBe(2);
  for (const id of answers) expect(id).toMatch(/^[0-9a-f]{32}$/);
});

it('says under which id nobody answered', async () => {
  // Node knows no origin that these could be relative to.
  const failure = await client.session.current.query().catch(failureOf);
  expect(failure).toEqual({
    code: 'request.failed',
    kind: 'unavailable',
    params: {},
    request: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
  });
  expect(await upload('/files/roster', new Blob(['x']))).toMatchObject({
    ok: false,
    failure: { code: 'request.failed', request: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
  });
});

it('says that a file is too large before any of it is sent', async () => {
  const most = 10 * 1024 * 1024;
  const refused = await upload(`${base}/files/roster`, new Blob([new Uint8Array(most + 1)]));
  expect(refused).toEqual({ ok: false, failure: { code: 'file.too_large', params: { megabytes: 10 } } });
});

it('tells who called it off that they did', async () => {
  await expect(tracedFetch(base, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});

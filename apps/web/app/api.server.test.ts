import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';

let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
let server: Server;
let forward: (request: Request) => Promise<Response>;

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env['API_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['WEB_ORIGIN'] = 'http://127.0.0.1:4800';
  process.env['WEB_PORT'] = '4800';
  process.env['API_TIMEOUT'] = '1';
  ({ forward } = await import('./api.server.ts'));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const post = (body: BodyInit) => forward(new Request('http://web/trpc/x', { method: 'POST', body, duplex: 'half' }));

it('says of an api that is silent that it may be asked again', async () => {
  answer = (request) => request.resume();
  const told = await post('{}');
  expect([told.status, told.headers.get('retry-after')]).toEqual([504, '5']);
  expect(await told.json()).toEqual({ error: { code: 'request.failed', kind: 'unavailable', params: {} } });
});

it('lets what takes longer go on while bytes of it come, and an answer that falls silent end', async () => {
  const pieces = ['a', 'b', 'c', 'd'];
  async function* slowly() {
    for (const piece of pieces) {
      await wait(400);
      yield new TextEncoder().encode(piece);
    }
  }
  answer = async (request, response) => {
    for await (const piece of request) response.write(piece);
    response.end();
  };
  expect(await (await post(Readable.toWeb(Readable.from(slowly())) as ReadableStream)).text()).toBe('abcd');
  answer = (request, response) => {
    request.resume();
    response.write('half');
  };
  await expect((await post('{}')).text()).rejects.toThrow();
});

it('passes on what is answered amid an upload, and takes the rest of it off the sender', async () => {
  const megabyte = new Uint8Array(1024 * 1024);
  let sent = 0;
  const sending = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent === 40) controller.close();
      else controller.enqueue(megabyte);
      sent += 1;
    },
    cancel: () => expect.unreachable(),
  });
  answer = (request, response) => {
    request.once('data', () => {
      request.resume();
      response.writeHead(429).write('too ');
      setTimeout(() => response.end('large'), 50);
    });
  };
  const told = await post(sending);
  expect([told.status, await told.text()]).toEqual([429, 'too large']);
  await expect.poll(() => sent).toBe(41);
});

it('says that it is away where nobody listens', async () => {
  const { port } = server.address() as AddressInfo;
  expect(process.env['API_URL']).toContain(String(port));
  answer = (request) => request.socket.destroy();
  const told = await post('{}');
  expect([told.status, told.headers.get('retry-after')]).toEqual([503, '5']);
});

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageReadAgain, waitingFetch, type Reading } from './reading-again.ts';

let answer: RequestListener;
let server: Server;
let data: URL;
beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  data = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/review/1.data`);
});
afterAll(() => server.close());

const status =
  (code: number): RequestListener =>
  (_, response) =>
    response.writeHead(code).end('x');

/** Headers that promise more than comes. */
const broken: RequestListener = (_, response) => {
  response.writeHead(200, { 'Content-Length': '100' }).write('x');
  setImmediate(() => response.destroy());
};

/** What became of a reading that was called off after a moment: an answer's status, or that it waited. */
async function reading(page: string | null, listener: RequestListener, asked = data): Promise<number | string> {
  answer = listener;
  const heard = Promise.withResolvers<void>();
  const ask: typeof fetch = (input, init) => fetch(input, init).finally(() => setTimeout(heard.resolve, 50));
  const controller = new AbortController();
  const read = waitingFetch(ask, () => page)(asked, { signal: controller.signal });
  void heard.promise.then(() => controller.abort());
  return read.then(
    (one) => one.status,
    (error: unknown) => (error as Error).name,
  );
}

it('has a page on screen wait where it can’t be read again', async () => {
  for (const listener of [status(503), status(500), status(429), status(404), broken])
    expect(await reading('/review/1', listener)).toBe('AbortError');
  expect(await reading('/review/1', status(200))).toBe(200);
  // Led elsewhere, which single fetch answers so.
  expect(await reading('/review/1', status(202))).toBe(202);
});

it('answers a first reading, another page’s, and what isn’t a page’s data, as ever', async () => {
  expect(await reading(null, status(503))).toBe(503);
  expect(await reading('/review/1', status(503), new URL('/trpc/todo.get', data))).toBe(503);
});

it('knows by the router when what is on screen is read again', () => {
  const location = { pathname: '/review/1', search: '?no=2' };
  const state: Reading = { revalidation: 'loading', navigation: { state: 'idle' }, location, errors: null };
  expect(pageReadAgain(state)).toBe('/review/1?no=2');
  expect(pageReadAgain({ ...state, revalidation: 'idle' })).toBeNull();
  const moving = (to: Reading['location']): Reading => ({ ...state, navigation: { state: 'loading', location: to } });
  expect(pageReadAgain(moving({ ...location, search: '' }))).toBeNull();
  // A jump within it.
  expect(pageReadAgain({ ...moving(location), revalidation: 'idle' })).toBe('/review/1?no=2');
  // An error page has nothing to lose, and waits by itself.
  expect(pageReadAgain({ ...state, errors: {} })).toBeNull();
});

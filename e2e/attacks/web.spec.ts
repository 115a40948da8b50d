import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { APIResponse } from '@playwright/test';
import { expect, test } from '../people.ts';

// The web as somebody hostile meets it: what each answer says of itself, and what a forged request does.

/** Every address that the web has, from its own table. */
async function everyAddress(): Promise<readonly string[]> {
  const table = await readFile(new URL('../../apps/web/app/routes.ts', import.meta.url), 'utf8');
  const patterns = [...table.matchAll(/route\('([^']+)'/g)].map(([, pattern]) => `/${pattern}`);
  expect(patterns.length).toBeGreaterThan(40);
  return ['/', ...patterns.map((one) => one.replace(/:year/, '2024').replace(/:\w+|\*/g, 'x'))];
}

const said = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

function expectSafe(answer: APIResponse, keeps = 'no-store'): void {
  const headers = answer.headers();
  const where = `${answer.status()} ${answer.url()}`;
  for (const [name, value] of Object.entries(said)) expect(headers[name], `${where} ${name}`).toBe(value);
  expect(headers['cache-control'], `${where} cache-control`).toBe(keeps);
  const policy = headers['content-security-policy'];
  expect(policy, where).toMatch(/^default-src '(?:self|none)'/);
  if (headers['content-type']?.includes('text/html')) {
    expect(policy, where).toMatch(/script-src 'self' 'nonce-[\w+/=]{22,}'/);
    expect(policy, where).toContain("frame-ancestors 'none'");
  }
  expect(headers['x-powered-by'], where).toBeUndefined();
  expect(headers['x-request-id'], `${where} x-request-id`).toMatch(/^[0-9a-f]{32}$/);
}

test('every answer says how it may be used: pages, their data, files, redirects, refusals and what fails', async ({
  signedIn,
  visitor,
}) => {
  const addresses = await everyAddress();
  const statuses = new Map<number, number>();
  const nonces = new Set<string>();
  const dataOf = (address: string): string => `${address === '/' ? '/_root' : address}.data`;
  for (const [page, paths] of [
    [await visitor(), addresses],
    [await signedIn('bureau'), [...addresses.map(dataOf), '/todo', '/reports', '/reports/x', '/units']],
  ] as const) {
    for (const path of paths) {
      const answer = await page.request.get(path, { maxRedirects: 0 });
      expectSafe(answer);
      statuses.set(answer.status(), (statuses.get(answer.status()) ?? 0) + 1);
      const [, nonce] = /'nonce-([^']+)'/.exec(answer.headers()['content-security-policy'] ?? '') ?? [];
      if (nonce) {
        expect(nonces).not.toContain(nonce);
        nonces.add(nonce);
      }
    }
    for (const path of ['/nowhere', '/assets/nowhere.js', '/%E0%A4%A', `/${'x'.repeat(8000)}`, '/live', '/ready'])
      expectSafe(await page.request.get(path, { maxRedirects: 0 }));
    expectSafe(await page.request.head('/sign-in'));
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])
      expectSafe(await page.request.fetch('/sign-in', { method, maxRedirects: 0 }));
    const html = await (await page.request.get('/published')).text();
    const [, script = ''] = /href="(\/assets\/[^"]+\.js)"/.exec(html) ?? [];
    expectSafe(await page.request.get(script), 'public,max-age=31536000,immutable');
  }
  for (const status of [200, 302, 404]) expect(statuses.get(status), String(status)).toBeGreaterThan(2);
});

test('a change that another site forges is refused on its way, whatever it is', async ({ signedIn, baseURL }) => {
  const page = await signedIn('school');
  const own = { origin: baseURL ?? '', 'content-type': 'application/json' };
  const kinds: readonly Record<string, string>[] = [
    { 'content-type': 'application/json' },
    { ...own, origin: 'null' },
    { ...own, origin: 'https://evil.example' },
    { ...own, 'sec-fetch-site': 'cross-site' },
    { ...own, 'sec-fetch-site': 'same-site' },
    { ...own, 'content-type': 'application/x-www-form-urlencoded' },
    { ...own, 'content-type': 'multipart/form-data; boundary=x' },
    { ...own, 'content-type': 'text/plain' },
  ];
  const changes = ['/trpc/session.signOut', '/trpc/todo.markRead', '/trpc/submission.save', '/files/evidence/x'];
  for (const path of changes)
    for (const headers of kinds) {
      const answer = await page.request.post(path, { headers, data: Buffer.from('{}') });
      expect([path, headers, answer.status()]).toEqual([path, headers, 403]);
    }
  // A page takes no change at all.
  for (const path of await everyAddress()) {
    if (/^\/(?:trpc|files|published)\b/.test(path)) continue;
    const answer = await page.request.post(path, { headers: own, data: Buffer.from('{}'), maxRedirects: 0 });
    expect([path, answer.status()]).toEqual([path, 405]);
  }
  // And the session is still there.
  expect((await page.request.get('/trpc/todo.get')).status()).toBe(200);
});

test('what isn’t a request is refused without a word about the machine', async ({ baseURL }) => {
  const { hostname, port } = new URL(baseURL ?? '');
  const ask = (text: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let answer = '';
      socket.on('data', (bytes) => (answer += bytes.toString()));
      socket.on('close', () => resolve(answer));
      // What is refused before it was sent whole is cut off; the answer is there.
      socket.on('error', () => resolve(answer));
    });
  const host = `Host: ${hostname}\r\nConnection: close\r\n`;
  for (const [text, status] of [
    [`TRACE / HTTP/1.1\r\n${host}\r\n`, 405],
    [`GET /%E0%A4%A HTTP/1.1\r\n${host}\r\n`, 400],
    [`GET / HTTP/1.1\r\n${host}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    [`GET / HTTP/1.1\r\n${host}X: ${'x'.repeat(70_000)}\r\n\r\n`, 431],
    [`GET / HTTP/1.1\r\nX: \0\r\n\r\n`, 400],
  ] as const) {
    const answer = await ask(text);
    expect(answer.split('\r\n')[0], text.slice(0, 40)).toContain(` ${status} `);
    expect(answer).not.toMatch(/node_modules|\.mjs|at \w+ \(/);
  }
});

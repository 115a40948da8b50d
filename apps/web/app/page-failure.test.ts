import { expect, it } from 'vitest';
import { waitForPage } from './page-failure.tsx';

it('asks again for a page that the server couldn’t give, and not for one that it refused or that is broken', () => {
  const answered = (status: number, data: object) => ({ status, statusText: '', internal: false, data });
  const away = { code: 'request.failed', params: {} };
  expect(waitForPage(answered(503, away))).toBe(10_000);
  expect(waitForPage(answered(429, { code: 'quota.requests', params: { limit: 6000, seconds: 18 } }))).toBe(18_000);
  expect(waitForPage(answered(403, { code: 'access.denied', params: {} }))).toBeNull();
  expect(waitForPage(new Error('a bug of the page'))).toBeNull();
});

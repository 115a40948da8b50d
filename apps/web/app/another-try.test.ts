import { expect, it } from 'vitest';
import { waitAfter } from './another-try.ts';

it('asks again where there was no answer, and once a minute is over in which too much was asked', () => {
  expect(waitAfter({ code: 'request.failed', params: {} }, 5000)).toBe(5000);
  expect(waitAfter({ code: 'quota.requests', params: { limit: 6000, seconds: 46 } }, 5000)).toBe(46_000);
  for (const code of ['quota.exports', 'access.denied', 'session.missing', 'report.section_too_long'] as const)
    expect(waitAfter({ code, params: {} }, 5000)).toBeNull();
});

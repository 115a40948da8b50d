import { expect, it } from 'vitest';
import { formatMoment } from './dates.ts';

it('tells a moment of today by its time, and one of an earlier day with that day, as the bureaus count days', () => {
  const now = new Date('2026-11-23T16:30:00.000Z');
  // Half past midnight of the 24th in the bureaus' zone.
  expect(formatMoment('2026-11-23T16:03:22.000Z', now)).toBe('00:03:22');
  expect(formatMoment('2026-11-23T15:59:59.000Z', now)).toBe('2026-11-23 23:59');
  expect(formatMoment('2025-11-24T06:03:22.000Z', now)).toBe('2025-11-24 14:03');
});

import { expect, it } from 'vitest';
import { canonicalDecimal } from './exact-decimal.ts';

it.each([
  ['00012', '12'],
  ['-0', '0'],
  ['-0.00', '0.00'],
  ['-00.50', '-0.50'],
  ['0', '0'],
  ['0.10', '0.10'],
  ['1200', '1200'],
  ['-7', '-7'],
])('%s is kept as %s', (typed, kept) => {
  expect(canonicalDecimal(typed)).toBe(kept);
});

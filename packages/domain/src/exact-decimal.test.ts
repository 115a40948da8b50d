import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalDecimal, compareDecimals, ExactDecimal } from './exact-decimal.ts';

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

it('two decimals of any length compare as their exact values do', () => {
  const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: most });
  const decimal = fc
    .tuple(fc.constantFrom('', '-'), digits(9), fc.option(digits(9), { nil: '' }))
    .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`);
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      expect(Math.sign(compareDecimals(one, other))).toBe(new ExactDecimal(one).comparedTo(other) || 0);
    }),
  );
});

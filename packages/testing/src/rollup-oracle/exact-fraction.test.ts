import { describe, expect, it } from 'vitest';
import { add, divide, parseDecimal, sum, toDecimal, toExactDecimal } from './exact-fraction.ts';

describe('fractions', () => {
  it('are exact, and truncate toward zero only when written', () => {
    expect(toExactDecimal(add(parseDecimal('0.1'), parseDecimal('0.2')))).toBe('0.3');
    expect(toExactDecimal(sum(['123456789012.345678', '0.000022', '1.50'].map(parseDecimal)))).toBe(
      '123456789013.8457',
    );
    expect(toDecimal(divide(parseDecimal('2'), parseDecimal('3')), 4)).toBe('0.6666');
    expect(toDecimal(divide(parseDecimal('2'), parseDecimal('-3')), 4)).toBe('-0.6666');
    expect(toDecimal(parseDecimal('-0.00001'), 4)).toBe('0');
    expect(toDecimal(parseDecimal('-12.500'), 20)).toBe('-12.5');
    expect(toDecimal(parseDecimal('1200'), 0)).toBe('1200');
    expect(() => toExactDecimal(divide(parseDecimal('1'), parseDecimal('3')))).toThrow(RangeError);
    expect(() => divide(parseDecimal('1'), parseDecimal('0'))).toThrow(RangeError);
    expect(() => parseDecimal('')).toThrow(SyntaxError);
  });
});

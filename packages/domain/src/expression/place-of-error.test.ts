import { expect, it } from 'vitest';
import { ExpressionError } from './error.ts';
import { parseExpression } from './parse.ts';
import { placeOfError } from './place-of-error.ts';

it.each([
  ['a ==', '=='],
  ['a + b && && c', '&& && c'],
  ['(a + b', ''],
  ['a + 甲', '+ 甲'],
])('what can’t be read of %s is %j', (source, wrong) => {
  const place = placeOfError(source, 'syntax', '');
  expect(place && source.slice(place.from, place.to)).toBe(wrong);
});

it.each([
  ['a == "lost" && r.lost + lost > 0', 'unknown_name', 'lost', 'lost'],
  ['a > losts + lost', 'unknown_name', 'lost', 'lost'],
  ['previous("lost") > a', 'unknown_name', 'lost', '"lost"'],
  ['r.filter(x, x.lost > lost)', 'unknown_field', 'lost', 'lost'],
  ['floor(a) > 1', 'unsupported', 'floor()', 'floor'],
] as const)('in %s %s %s is %s', (source, code, detail, wrong) => {
  const place = placeOfError(source, code, detail);
  expect(place && source.slice(place.from, place.to)).toBe(wrong);
});

it('of what is wrong with the whole there is no place, and a bound is none', () => {
  expect(placeOfError('a + b', 'wrong_type', 'a number')).toBeNull();
  expect(placeOfError('a + b', 'syntax', '')).toBeNull();
  expect(() => parseExpression('a +')).toThrow(ExpressionError);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCreditCode, creditCheckCharacter, isDivisionCode, isSchoolCode } from './codes.ts';

describe('统一社会信用代码', () => {
  it.each([
    ['91350100M000100Y43', 'valid'],
    ['91350100M000100Y4Z', 'malformed'],
    ['91350100M000100Y44', 'wrong_check_character'],
    ['91350100M000100Y4', 'malformed'],
    ['9135010OM000100Y43', 'malformed'],
  ])('%s is %s', (code, expected) => {
    expect(checkCreditCode(code)).toBe(expected);
  });

  it('catches every single wrong character', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 16 }), fc.constantFrom(...alphabet), (position, char) => {
        const code = '91350100M000100Y43';
        const changed = code.slice(0, position) + char + code.slice(position + 1);
        expect(checkCreditCode(changed)).toBe(changed === code ? 'valid' : 'wrong_check_character');
      }),
    );
  });

  it('computes the check character', () => {
    expect(creditCheckCharacter('91350100M000100Y4')).toBe('3');
  });
});

it('knows the shapes of school and division codes', () => {
  expect(isSchoolCode('2141000123')).toBe(true);
  expect(isSchoolCode('214100012')).toBe(false);
  expect(isSchoolCode('2199000123')).toBe(false);
  expect(isDivisionCode('410811')).toBe(true);
  expect(isDivisionCode('991100')).toBe(false);
});

import { isPartial } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { shownValue } from './indicator-values.ts';

describe('values of indicators on screens', () => {
  it('tells no value from zero', () => {
    expect(shownValue(null, 0, 'zh-CN')).toBe('—');
    expect(shownValue({ value: null }, 0, 'zh-CN')).toBe('—');
    expect(shownValue({ value: '0' }, 0, 'zh-CN')).toBe('0');
    expect(shownValue({ value: '20436' }, 0, 'en')).toBe('20,436');
  });

  it('marks what too few answered', () => {
    expect(isPartial({ answered: 22, expected: 25 }, '0.9')).toBe(true);
    expect(isPartial({ answered: 9, expected: 10 }, '0.9')).toBe(false);
    expect(isPartial({ answered: 0, expected: 0 }, '0.9')).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { shownValue } from './indicator-values.ts';

describe('values of indicators on screens', () => {
  it('tells no value from zero', () => {
    expect(shownValue(null, 0, 'zh-CN')).toBe('—');
    expect(shownValue({ value: null }, 0, 'zh-CN')).toBe('—');
    expect(shownValue({ value: '0' }, 0, 'zh-CN')).toBe('0');
    expect(shownValue({ value: '20436' }, 0, 'en')).toBe('20,436');
  });
});

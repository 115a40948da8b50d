import { describe, expect, it } from 'vitest';
import { unlessEmpty } from './both-languages.ts';

describe('a text that may be left out', () => {
  it('keeps its English while its Chinese is being written anew, or not written yet', () => {
    expect(unlessEmpty({ zh: '', en: 'meals' })).toEqual({ zh: '', en: 'meals' });
    expect(unlessEmpty({ zh: '人次', en: '人次' })).toEqual({ zh: '人次', en: '人次' });
  });

  it('is gone once both are empty', () => {
    expect(unlessEmpty({ zh: '', en: '' })).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import type { ReportIndicator } from '../outputs.ts';
import { figureWords, formatChoices } from './figure-words.ts';

function indicator(value: string | null, more: Partial<ReportIndicator> = {}): ReportIndicator {
  return {
    code: 'letters',
    group: 'bullying',
    label: { zh: '家长信', en: 'Letters' },
    unit: { zh: '份', en: 'copies' },
    decimals: 0,
    format: { style: 'exact' },
    coverageFloor: '0.9',
    value: { code: 'letters', numerator: value, denominator: null, value, texts: [], answered: 25, expected: 25 },
    lastYear: null,
    change: { kind: 'none', reason: 'nothing_before' },
    ...more,
  };
}

describe('the words of a figure', () => {
  it('offers each way of printing once, and none that says more than is true', () => {
    const previews = formatChoices(indicator('20436'), null).map((choice) => choice.preview);
    expect(previews).toContain('20436份');
    expect(previews).toContain('2万余份');
    expect(previews).toContain('二万零四百三十六份');
    expect(new Set(previews).size).toBe(previews.length);
  });

  it('offers no 余 where nothing is cut off', () => {
    expect(formatChoices(indicator('20000'), null).map((choice) => choice.preview)).not.toContain('2万余份');
  });

  it('offers shares as per cent and lists by length', () => {
    expect(
      formatChoices(indicator('96.25', { format: { style: 'percent', decimals: 1 } }), null).map(
        (choice) => choice.preview,
      ),
    ).toEqual(['96.3%', '96%', '96.25%']);
  });

  it('prints a dash where there is no value', () => {
    expect(figureWords({ format: { style: 'exact' }, unit: null }, undefined)).toBe('—');
    expect(figureWords({ format: { style: 'exact' }, unit: null }, indicator(null))).toBe('—');
  });
});

import { describe, expect, it } from 'vitest';
import { twoTerms } from '../calendar/sample-calendar.ts';
import { changeBetween, changeOfWhole } from './change.ts';
import { comparedPeriods, isAllIn, isPartial } from './coverage.ts';
import type { IndicatorValue } from './value.ts';

const value = (number: string | null, more: Partial<IndicatorValue> = {}): IndicatorValue => ({
  code: 'it',
  numerator: number,
  denominator: null,
  value: number,
  texts: [],
  answered: 18,
  expected: 18,
  periods: [1, 2],
  ...more,
});

const calendars = { now: twoTerms, before: twoTerms };

const count = { format: { style: 'exact' } } as const;
const share = { format: { style: 'percent', decimals: 1 } } as const;

describe('coverage', () => {
  it('is partial below its floor, here or behind what came from below', () => {
    expect(isPartial({ answered: 22, expected: 25 }, '0.9')).toBe(true);
    expect(isPartial({ answered: 9, expected: 10 }, '0.9')).toBe(false);
    expect(isPartial({ answered: 0, expected: 0 }, '0.9')).toBe(false);
    expect(isPartial({ answered: 10, expected: 10, leaves: { answered: 80, expected: 100 } }, '0.9')).toBe(true);
    expect(isPartial(null, '0.9')).toBe(false);
  });

  it('is whole only with everything behind it, and never of nobody', () => {
    expect(isAllIn({ answered: 10, expected: 10 })).toBe(true);
    expect(isAllIn({ answered: 10, expected: 10, leaves: { answered: 99, expected: 100 } })).toBe(false);
    expect(isAllIn({ answered: 0, expected: 0 })).toBe(false);
  });

  it('compares the districts that have most terms, all in', () => {
    const [spring, whole, half] = [value('1', { periods: [1] }), value('1'), value('1', { answered: 17 })];
    expect(comparedPeriods([spring, half], twoTerms)).toEqual([1]);
    expect(comparedPeriods([spring, whole, half], twoTerms)).toEqual([1, 2]);
    expect(comparedPeriods([half, undefined], twoTerms)).toEqual([]);
  });
});

describe('a change on last year', () => {
  it('is per cent, of a share percentage points', () => {
    const by = (indicator: typeof count | typeof share, now: string, before: string) =>
      changeBetween(indicator, now, before, { basis: 'all' });
    expect(by(count, '110', '100')).toMatchObject({ by: '10.0', isPoints: false });
    expect(by(count, '95.8', '100')).toMatchObject({ by: '-4.2' });
    expect(by(count, '-5', '-10')).toMatchObject({ by: '50.0' });
    expect(by(count, '5', '0')).toEqual({ kind: 'none', reason: 'from_zero' });
    expect(by(share, '100', '87.5')).toMatchObject({ by: '12.5', isPoints: true });
    expect(by(share, '3', '0')).toMatchObject({ by: '3.0', isPoints: true });
  });

  it('of a part of the year or of the reporters is none where that part has nothing, whatever the figures say', () => {
    const parts = [
      { basis: 'same_reporters', reporters: 3 },
      { basis: 'all', periods: [{ zh: '第一季度', en: 'Quarter 1' }] },
    ] as const;
    for (const part of parts) {
      expect(changeBetween(count, '5', '0', part)).toEqual({ kind: 'none', reason: 'zero_alike' });
      expect(changeBetween(count, null, '5', part)).toEqual({ kind: 'none', reason: 'nothing_alike' });
      expect(changeBetween(count, '5', null, part)).toEqual({ kind: 'none', reason: 'nothing_alike' });
    }
  });

  it('of what can’t be taken apart is said of the same terms, all in, or not, and why', () => {
    expect(changeOfWhole(count, value('20'), value('10'), calendars)).toMatchObject({ by: '100.0', basis: 'all' });
    expect(changeOfWhole(count, value('20', { periods: [1] }), value('10'), calendars)).toEqual({
      kind: 'none',
      reason: 'other_periods',
    });
    expect(changeOfWhole(count, value('20', { answered: 15 }), value('10'), calendars)).toEqual({
      kind: 'none',
      reason: 'not_like_with_like',
    });
    expect(changeOfWhole(count, value(null), value('10'), calendars)).toMatchObject({ reason: 'nothing_now' });
    expect(changeOfWhole(count, value('20'), undefined, calendars)).toMatchObject({ reason: 'nothing_before' });
  });
});

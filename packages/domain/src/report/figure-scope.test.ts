import { describe, expect, it } from 'vitest';
import { twoTerms } from '../calendar/sample-calendar.ts';
import { statesOf } from './condition.ts';
import { figureScopeSchema } from './section-schema.ts';
import { figureKey, figureOfKey, hasScope, scopePeriods, valuesByKey, type FigureRef } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';

const value = (number: string, scope?: FigureRef['scope']): IndicatorValue => ({
  code: 'letters',
  numerator: number,
  denominator: null,
  value: number,
  texts: [],
  answered: 1,
  expected: 1,
  ...(scope ? { scope } : {}),
});

describe('a figure’s scope', () => {
  it.each<[FigureRef, string]>([
    [{ indicator: 'letters' }, 'letters'],
    [{ indicator: 'letters', scope: { period: 'spring' } }, 'letters@spring'],
    [{ indicator: 'letters', scope: { year: 'last' } }, 'letters@last:'],
    [{ indicator: 'letters', scope: { year: 'last', period: 'spring' } }, 'letters@last:spring'],
    [{ indicator: 'letters', scope: { period: 'last' } }, 'letters@last'],
    [{ indicator: 'letters', scope: { whose: 'own' } }, 'letters@own:'],
    [{ indicator: 'letters', scope: { whose: 'below', year: 'last' } }, 'letters@below:last:'],
    [{ indicator: 'letters', scope: { period: 'own' } }, 'letters@own'],
  ])('tells %o from every other', (figure, key) => {
    expect(figureKey(figure)).toBe(key);
    expect(figureOfKey(key)).toEqual(figure);
  });

  it('is last year’s, a period’s, or a period’s of last year, and says so', () => {
    const parses = (scope: unknown): boolean => figureScopeSchema.safeParse(scope).success;
    const scopes = [{ year: 'last' }, { period: 'spring' }, { year: 'last', period: 'spring' }];
    expect([...scopes, { whose: 'own' }, { whose: 'below', year: 'last' }].map(parses)).toEqual(Array(5).fill(true));
    // What comes from below comes by the year.
    expect([{ whose: 'own', period: 'spring' }, { whose: 'all' }].map(parses)).toEqual([false, false]);
    expect(
      [{}, null, { year: 'next' }, { period: 'A' }, { period: 'q1@q2' }, { period: '' }, { year: 'last', n: 1 }].map(
        parses,
      ),
    ).toEqual(Array(7).fill(false));
  });

  it('is of a period that the calendar has, where it has more than one', () => {
    expect(hasScope(twoTerms, undefined)).toBe(true);
    expect(hasScope(twoTerms, { year: 'last' })).toBe(true);
    expect(hasScope(twoTerms, { year: 'last', period: 'spring' })).toBe(true);
    expect(hasScope(twoTerms, { period: 'summer' })).toBe(false);
    const [only] = twoTerms.periods;
    expect(scopePeriods({ ...twoTerms, periods: only ? [only] : [] })).toEqual([]);
  });

  it('keeps values apart, and what conditions ask of them', () => {
    const values = valuesByKey([value('5'), value('0', { period: 'spring' }), value('7', { year: 'last' })]);
    expect([...values.keys()]).toEqual(['letters', 'letters@spring', 'letters@last:']);
    const stateOf = statesOf(values, new Set(['letters@spring']));
    expect(stateOf({ indicator: 'letters' })).toBe('some');
    // Whether its sentence stands may not tell what a hidden number would.
    expect(stateOf({ indicator: 'letters', scope: { period: 'spring' } })).toBe('some');
    expect(statesOf(values)({ indicator: 'letters', scope: { period: 'spring' } })).toBe('zero');
    expect(stateOf({ indicator: 'letters', scope: { year: 'last', period: 'spring' } })).toBe('missing');
  });
});

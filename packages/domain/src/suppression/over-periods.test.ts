import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureKey, type FigureScope } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorOperator } from '../indicator/definition.ts';
import { hiddenFigures, hiddenFromPublic } from './hidden-figures.ts';
import { isSmall } from './hidden-cells.ts';

// A text prints figures of the year and of its quarters: what isn't printed may not be worked out from what is.

const label = { zh: 'x', en: 'x' };
const quarters = ['q1', 'q2', 'q3', 'q4'];
const element = (code: string, more: Partial<DataElement>): [string, DataElement] => [
  code,
  { code, label, type: 'integer', flow: 'flow', required: true, countsPersons: true, ...more },
];
const kinds = { code: 'kind', label, options: ['girls', 'boys'].map((code) => ({ code, label })) };
const elements = new Map([
  element('injured', { dimension: kinds }),
  element('boarders', { flow: 'stock' }),
  element('pupils', { countsPersons: false }),
]);
const indicator = (code: string, operator: IndicatorOperator): IndicatorDefinition => ({
  code,
  group: 'x',
  label,
  unit: label,
  operator,
  decimals: 0,
  coverageFloor: '0',
  format: { style: 'exact' },
  comparable: false,
  moreIsBetter: null,
});
const sum = (code: string, of: string, keys?: readonly string[]): IndicatorDefinition =>
  indicator(code, { op: 'total', of: { element: of, take: 'sum', ...(keys ? { keys } : {}) } });
const indicators = [
  sum('all', 'injured'),
  sum('girls', 'injured', ['girls']),
  sum('boys', 'injured', ['boys']),
  sum('boarders', 'boarders'),
  indicator('rate', {
    op: 'ratio',
    of: { element: 'injured', take: 'sum' },
    per: { element: 'pupils', take: 'sum' },
    factor: '1000',
  }),
];

/** Of the year (`all`), or of a quarter (`all@q1`): what it counts, and of which quarters there are any. */
type Known = Readonly<Record<string, number | readonly [number, number]>>;

function figuresOf(known: Known): ReadonlyMap<string, IndicatorValue> {
  return new Map(
    Object.entries(known).map(([key, counted]) => {
      const [code = '', period] = key.split('@');
      const [numerator, denominator] = typeof counted === 'number' ? [counted, null] : counted;
      const scope: FigureScope | undefined = period === undefined ? undefined : { period };
      return [
        key,
        {
          code,
          ...(scope ? { scope } : {}),
          numerator: String(numerator),
          denominator: denominator === null ? null : String(denominator),
          value: String(numerator),
          texts: [],
          answered: 1,
          expected: 1,
          periods: period === undefined ? [1, 2, 3, 4] : [quarters.indexOf(period) + 1],
        },
      ];
    }),
  );
}

const hide = (known: Known): readonly string[] =>
  [
    ...hiddenFigures(indicators, elements, figuresOf(known), {
      printed: new Set(Object.keys(known)),
      hiddenBelow: new Map(),
    }),
  ].sort();

describe('figures of a year and of its quarters', () => {
  it('are hidden where what is left of the year is so few', () => {
    expect(hide({ all: 34, 'all@q1': 13, 'all@q2': 10, 'all@q3': 10 })).toEqual(['all@q2']);
    expect(hide({ all: 34, 'all@q1': 33 })).toEqual(['all@q1']);
    expect(hide({ all: 34, 'all@q1': 20 })).toEqual([]);
    expect(hide({ all: 34, 'all@q1': 34 })).toEqual([]);
    // Nothing of it left to yield: the year does.
    expect(hide({ all: 2, 'all@q1': 0 })).toEqual(['all']);
    expect(hide({ all: 20, 'all@q1': 2 })).toEqual(['all@q1']);
  });

  it('are hidden with a quarter of few, where all four stand beside their year', () => {
    expect(hide({ all: 31, 'all@q1': 1, 'all@q2': 10, 'all@q3': 8, 'all@q4': 12 })).toEqual(['all@q1', 'all@q3']);
    // Without the year nobody adds up to anything.
    expect(hide({ 'all@q1': 1, 'all@q2': 10, 'all@q3': 8, 'all@q4': 12 })).toEqual(['all@q1']);
  });

  it('are hidden where they tell one another’s kinds', () => {
    // What is left is 10 in all, and 9 of them girls: one boy.
    expect(hide({ all: 50, 'all@q1': 40, girls: 39, 'girls@q1': 30 }).length).toBeGreaterThan(0);
    expect(hide({ all: 50, 'all@q1': 40, girls: 30, 'girls@q1': 25 })).toEqual([]);
    // Boys of the year are few, so girls yield; all of their quarters would tell them all the same.
    const told = hide({ all: 20, girls: 19, boys: 1, 'girls@q1': 4, 'girls@q2': 5, 'girls@q3': 5, 'girls@q4': 5 });
    expect(told).toEqual(['boys', 'girls', 'girls@q1']);
    // A quarter of one kind against the year of all.
    expect(hide({ all: 20, 'girls@q1': 19 })).toEqual(['girls@q1']);
  });

  it('of what stands at the end are the last quarter’s', () => {
    expect(hide({ boarders: 21, 'boarders@q4': 20 })).toEqual(['boarders@q4']);
    expect(hide({ boarders: 21, 'boarders@q1': 20 })).toEqual([]);
    expect(hide({ boarders: 2, 'boarders@q4': 2 })).toEqual(['boarders', 'boarders@q4']);
  });

  it('are hidden as shares where a share of few is left', () => {
    expect(hide({ rate: [20, 900], 'rate@q1': [10, 450] })).toEqual([]);
    expect(hide({ rate: [20, 900], 'rate@q1': [19, 450] })).toEqual(['rate@q1']);
    expect(hide({ all: 30, 'all@q1': 2, 'rate@q1': [2, 450] })).toEqual(['all@q1', 'rate@q1']);
  });

  it('that aren’t printed are marked where they couldn’t stand beside what is', () => {
    const figures = figuresOf({ all: 34, 'all@q1': 13, 'all@q2': 10, 'all@q3': 10 });
    const printed = new Set(['all@q1', 'all@q2', 'all@q3']);
    expect([...hiddenFromPublic(indicators, elements, figures, { printed, hiddenBelow: new Map() })]).toEqual(['all']);
  });

  it('never let a quarter of few be worked out', () => {
    const count = fc.nat({ max: 6 });
    const printedOf = fc.uniqueArray(fc.constantFrom('', ...quarters), { maxLength: 5 });
    fc.assert(
      fc.property(fc.tuple(count, count, count, count), printedOf, (counts, printed) => {
        const year = counts.reduce((total, one) => total + one, 0);
        const known = Object.fromEntries(
          printed.map((period) => [
            figureKey({ indicator: 'all', ...(period === '' ? {} : { scope: { period } }) }),
            period === '' ? year : (counts[quarters.indexOf(period)] ?? 0),
          ]),
        );
        const hidden = new Set(hide(known));
        const shown = Object.keys(known).filter((key) => !hidden.has(key));
        for (const key of shown) expect(isSmall(String(known[key]))).toBe(false);
        if (!shown.includes('all')) return;
        const left = year - shown.reduce((total, key) => total + (key === 'all' ? 0 : (known[key] ?? 0)), 0);
        const unknown = quarters.filter((_, index) => !shown.includes(`all@q${index + 1}`));
        // Of one quarter alone, or of several that must each be one, what is left tells.
        expect(unknown.length === 1 && isSmall(String(left))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { figureKey, type Whose } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import type { IndicatorDefinition } from '../indicator/definition.ts';
import { hiddenFigures } from './hidden-figures.ts';

// A city prints what its own schools and sections come to, what its districts do, and all of them: two of these tell
// the third.

const label = { zh: 'x', en: 'x' };
const elements = new Map<string, DataElement>(
  ['injured', 'officers'].map((code) => [
    code,
    { code, label, type: 'integer', flow: 'flow', required: true, countsPersons: true },
  ]),
);
const indicator = (code: string, kind: 'school' | 'section'): IndicatorDefinition => ({
  code,
  group: 'x',
  label,
  unit: label,
  operator: { op: 'total', of: { element: code, take: 'sum' } },
  children: { kinds: [kind] },
  decimals: 0,
  coverageFloor: '0',
  format: { style: 'exact' },
  comparable: false,
  moreIsBetter: null,
});
const indicators = [indicator('injured', 'school'), indicator('officers', 'section')];

type Whosoever = Whose | 'all';

const keyOf = (code: string, whose: Whosoever): string =>
  figureKey({ indicator: code, scope: whose === 'all' ? undefined : { whose } });

/** What the public isn't shown of a text that prints these, by whose they are. */
function hidden(code: string, known: Partial<Record<Whosoever, number>>, isAbove = true): readonly string[] {
  const printed = Object.entries(known) as [Whosoever, number][];
  const figures = new Map(
    printed.map(([whose, count]): [string, IndicatorValue] => [
      keyOf(code, whose),
      {
        code,
        numerator: String(count),
        denominator: null,
        value: String(count),
        texts: [],
        answered: 1,
        expected: 1,
        ...(whose === 'all' ? {} : { scope: { whose } }),
        ...(isAbove && whose !== 'own' ? { leaves: { answered: 1, expected: 1 } } : {}),
      },
    ]),
  );
  const texts = { printed: new Set(figures.keys()), hiddenBelow: new Map() };
  const keys = hiddenFigures(indicators, elements, figures, texts);
  return printed.flatMap(([whose]) => (keys.has(keyOf(code, whose)) ? [whose] : []));
}

describe('an office’s own and those below', () => {
  it('are judged as what they are: few are hidden, whatever all come to', () => {
    // The districts publish the other thirty-eight.
    expect(hidden('injured', { all: 40, own: 2 })).toEqual(['all', 'own']);
    expect(hidden('injured', { all: 40, own: 20 })).toEqual([]);
    expect(hidden('injured', { own: 20 })).toEqual([]);
    expect(hidden('injured', { below: 1 })).toEqual(['below']);
  });

  it('tell the third: where that is so few, the part yields', () => {
    expect(hidden('injured', { all: 40, below: 39 })).toEqual(['below']);
    expect(hidden('injured', { all: 40, below: 30 })).toEqual([]);
    expect(hidden('injured', { all: 40, own: 39 })).toEqual(['own']);
    // None is none, and may be told.
    expect(hidden('injured', { all: 40, below: 40 })).toEqual([]);
  });

  it('tell nothing of each other where sections answer: those are in no sum with what is delivered', () => {
    expect(hidden('officers', { all: 40, own: 39 })).toEqual([]);
    expect(hidden('officers', { all: 40, own: 2 })).toEqual(['own']);
  });
});

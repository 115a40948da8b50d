import fc from 'fast-check';
import { expect, it } from 'vitest';
import { figureKey } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import type { IndicatorDefinition } from '../indicator/definition.ts';
import { isSmall } from './hidden-cells.ts';
import { hiddenFigures } from './hidden-figures.ts';

// Two kinds of persons in four quarters: whatever sums of them a text prints, of a quarter or of the year, of one kind
// or of both, no sum of so few follows from those that it shows, by whatever adding and taking away.

const label = { zh: 'x', en: 'x' };
const quarters = ['q1', 'q2', 'q3', 'q4'];
const kinds = ['girls', 'boys'];
const elements = new Map<string, DataElement>([
  [
    'injured',
    {
      code: 'injured',
      label,
      type: 'integer',
      flow: 'flow',
      required: true,
      countsPersons: true,
      dimension: { code: 'kind', label, options: kinds.map((code) => ({ code, label })) },
    },
  ],
]);
const indicators = ['all', ...kinds].map((code): IndicatorDefinition => ({
  code,
  group: 'x',
  label,
  unit: label,
  operator: { op: 'total', of: { element: 'injured', take: 'sum', ...(code === 'all' ? {} : { keys: [code] }) } },
  decimals: 0,
  coverageFloor: '0',
  format: { style: 'exact' },
  comparable: false,
  moreIsBetter: null,
}));
/** Every figure there can be, and of which of the eight counts it is the sum. */
const sums = indicators.flatMap(({ code }) =>
  ['', ...quarters].map((period) => ({
    key: figureKey({ indicator: code, ...(period === '' ? {} : { scope: { period } }) }),
    code,
    period,
    of: kinds.flatMap((kind) =>
      quarters.map((quarter) => Number((code === 'all' || code === kind) && (period === '' || period === quarter))),
    ),
  })),
);

/** Whether a row is a combination of others. */
function isTold(wanted: readonly number[], known: readonly (readonly number[])[]): boolean {
  const basis: number[][] = [];
  const reduce = (row: readonly number[]): number[] => {
    const rest = [...row];
    for (const one of basis) {
      const at = one.findIndex((value) => value !== 0);
      const times = (rest[at] ?? 0) / (one[at] ?? 1);
      if (times !== 0) one.forEach((value, index) => (rest[index] = (rest[index] ?? 0) - times * value));
    }
    return rest.map((value) => (Math.abs(value) < 1e-9 ? 0 : value));
  };
  for (const row of known) {
    const rest = reduce(row);
    if (rest.some((value) => value !== 0)) basis.push(rest);
  }
  return reduce(wanted).every((value) => value === 0);
}

it('tells nobody so few by any sums and differences of what it shows', () => {
  const counts = fc.array(fc.nat({ max: 5 }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(counts, fc.subarray(sums, { minLength: 1 }), (atoms, printed) => {
      const valueOf = (of: readonly number[]): number =>
        of.reduce((total, one, at) => total + one * (atoms[at] ?? 0), 0);
      const figures = new Map(
        printed.map(({ key, code, period, of }): [string, IndicatorValue] => [
          key,
          {
            code,
            ...(period === '' ? {} : { scope: { period } }),
            numerator: String(valueOf(of)),
            denominator: null,
            value: String(valueOf(of)),
            texts: [],
            answered: 1,
            expected: 1,
            periods: period === '' ? [1, 2, 3, 4] : [quarters.indexOf(period) + 1],
          },
        ]),
      );
      const hidden = hiddenFigures(indicators, elements, figures, {
        printed: new Set(figures.keys()),
        hiddenBelow: new Map(),
      });
      const shown = printed.filter(({ key }) => !hidden.has(key)).map(({ of }) => of);
      const few = sums.filter(({ of }) => isSmall(String(valueOf(of))));
      expect(few.filter(({ of }) => isTold(of, shown)).map(({ key }) => key)).toEqual([]);
    }),
    { numRuns: 3000 },
  );
});

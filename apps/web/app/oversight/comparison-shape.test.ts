import { describe, expect, it } from 'vitest';
import type { Comparison } from '../outputs.ts';
import { heightsOf, hintsOf, sorted, widthsOf } from './comparison-shape.ts';

type Row = Comparison['rows'][number];

function row(
  unitId: number,
  values: readonly (string | null)[],
  more: Partial<Row['current']> & { rank?: number | null } = {},
): Row {
  const { rank = null, ...current } = more;
  const byYear = values.map((value) => ({
    value,
    answered: 10,
    expected: 10,
    state: value === null ? ('missing' as const) : ('accepted' as const),
    isComplete: value !== null,
    isHidden: false,
    isUnasked: false,
  }));
  const last = byYear.at(-1);
  if (!last) throw new Error('a row has years');
  return {
    unitId,
    name: String(unitId),
    deliveryId: null,
    rank,
    change: { kind: 'none', reason: 'nothing_before' },
    byYear,
    current: { ...last, ...current },
  };
}

describe('the shape of a comparison', () => {
  it('ranks only what is ranked, and puts what is missing last', () => {
    const rows = [
      row(1, [null]),
      row(2, ['5'], { rank: 2 }),
      row(3, ['99'], { isComplete: false }),
      row(4, ['7'], { rank: 1 }),
    ];
    expect(sorted(rows, { column: 'rank', isDescending: false }).map((one) => one.unitId)).toEqual([4, 2, 3, 1]);
    expect(sorted(rows, { column: 'value', isDescending: true }).map((one) => one.unitId)).toEqual([3, 4, 2, 1]);
    expect(sorted(rows, { column: 'value', isDescending: false }).map((one) => one.unitId)).toEqual([2, 4, 3, 1]);
  });

  it('warns of two years in the wrong direction, whichever that is', () => {
    const down = row(1, ['3', '2', '1']);
    expect([hintsOf(down, true), hintsOf(down, false), hintsOf(down, null)]).toEqual([['falling'], [], []]);
    expect(hintsOf(row(1, ['1', '2', '3']), false)).toEqual(['rising']);
  });

  it('says why a district is not ranked', () => {
    expect(hintsOf(row(1, ['3'], { isComplete: false }), true)).toEqual(['incomplete']);
    expect(hintsOf(row(1, ['3'], { state: 'pending' }), true)).toEqual(['notAccepted']);
    expect(hintsOf(row(1, ['3', '2', '1'], { rank: 1 }), true)).toEqual(['falling']);
    expect(hintsOf(row(1, [null]), true)).toEqual([]);
  });

  it('measures bars against the longest, and years against a district’s best', () => {
    const rows = [row(1, ['50']), row(2, ['200'])];
    const widths = widthsOf({ rows, cityMean: '100' } as unknown as Comparison);
    expect([widths.of('50'), widths.of('200'), widths.mean]).toEqual([25, 100, 50]);
    expect(heightsOf(row(1, ['10', null, '20']))).toEqual([50, null, 100]);
  });
});

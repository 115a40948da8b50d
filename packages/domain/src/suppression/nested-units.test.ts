import { describe, expect, it } from 'vitest';
import type { DataElement } from '../form/definition.ts';
import type { IndicatorDefinition } from '../indicator/definition.ts';
import type { UnitFilter } from '../org-unit.ts';
import { nestedSums } from './sums-within-sums.ts';

const label = { zh: 'x', en: 'x' };
const pupils: DataElement = {
  code: 'pupils',
  label,
  type: 'integer',
  flow: 'stock',
  required: true,
  countsPersons: true,
};
const of = (code: string, children: UnitFilter): IndicatorDefinition => ({
  code,
  group: 'x',
  label,
  unit: label,
  operator: { op: 'total', of: { element: 'pupils', take: 'sum' } },
  children,
  decimals: 0,
  coverageFloor: '0',
  format: { style: 'exact' },
  comparable: false,
  moreIsBetter: null,
});

/** Whether the one is known to take in all that the other does. */
function takesIn(wider: UnitFilter, narrower: UnitFilter): boolean {
  const found = nestedSums([of('wider', wider), of('narrower', narrower)], new Map([['pupils', pupils]]));
  return found.some((one) => one.wider === 'wider' && one.narrower === 'narrower');
}

describe('of two counts of persons', () => {
  it.each<[string, UnitFilter, UnitFilter]>([
    ['a type and one below it', { schoolTypes: ['2'] }, { schoolTypes: ['211.bureau_1'] }],
    ['several types and one of them', { schoolTypes: ['211', '218'] }, { schoolTypes: ['218'] }],
    ['a section of several', { sectionCodes: ['policy', 'legal'] }, { sectionCodes: ['legal'] }],
    [
      'what leaves out a type, and all that it is of',
      { exceptSchoolTypes: ['211.city_1'] },
      { exceptSchoolTypes: ['2'] },
    ],
    ['all and a group', {}, { group: 'group_1' }],
  ])('%s: the wider is known', (_, wider, narrower) => {
    expect([takesIn(wider, narrower), takesIn(narrower, wider)]).toEqual([true, false]);
  });

  it('of types apart, or groups apart, neither takes in the other', () => {
    expect(takesIn({ schoolTypes: ['211'] }, { schoolTypes: ['218'] })).toBe(false);
    expect(takesIn({ group: 'group_1' }, { group: 'group_2' })).toBe(false);
    expect(takesIn({ exceptSchoolTypes: ['2'] }, { exceptSchoolTypes: ['211'] })).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { MeasureList } from '../outputs.ts';
import { addressOf, firstDefinition, isSameTable, readAddress } from './address.ts';

const definition = {
  programme: 'rule_of_law',
  years: [2024],
  measures: [{ indicator: 'letters' }],
  rows: 'unit',
  columns: 'term',
} as const;

describe('the address of a pivot', () => {
  it('comes back as it went in, and is refused when it is no pivot', () => {
    const state = {
      definition: { ...definition, units: { ownership: 'private' as const }, sort: { by: 'name', isDescending: true } },
      chart: 'line' as const,
      charted: 'letters',
    };
    expect(readAddress(new URLSearchParams(addressOf(state)))).toEqual(state);
    expect(readAddress(new URLSearchParams({ definition: '{"years":[]}' }))).toBeUndefined();
    expect(
      readAddress(new URLSearchParams({ definition: JSON.stringify({ ...definition, columns: 'unit' }) })),
    ).toBeUndefined();
    expect(readAddress(new URLSearchParams())).toBeUndefined();
  });

  it('opens with the first figures that there are', () => {
    const list = (...keys: string[]): MeasureList => ({
      programme: 'rule_of_law',
      year: 2024,
      isSplittable: true,
      periods: [],
      unitGroups: [],
      unitTypes: [],
      groups: [
        {
          code: 'g',
          label: { zh: '', en: '' },
          measures: keys.map((key) => ({
            key,
            measure: { indicator: key },
            label: { zh: key, en: key },
            unit: { zh: '', en: '' },
            breakdowns: [],
          })),
        },
      ],
    });
    expect(
      firstDefinition(list('a', 'b', 'c', 'd'))?.measures.map((one) => 'indicator' in one && one.indicator),
    ).toEqual(['a', 'b', 'c']);
    expect([
      firstDefinition(list('a'))?.columns,
      firstDefinition({ ...list('a'), isSplittable: false })?.columns,
    ]).toEqual(['term', 'none']);
    expect(firstDefinition(list())).toBeUndefined();
  });

  it('knows a saved view again, in whatever order it is kept', () => {
    const kept = {
      rows: 'unit',
      years: [2024],
      columns: 'term',
      programme: 'rule_of_law',
      measures: [{ indicator: 'letters' }],
    } as const;
    expect(isSameTable({ ...definition, sort: { by: 'name', isDescending: false } }, kept)).toBe(true);
    expect(isSameTable(definition, { ...kept, rows: 'unitType' })).toBe(false);
  });
});

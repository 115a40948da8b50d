import { describe, expect, it } from 'vitest';
import { addToDistrict } from './add-to-district.ts';
import type { District } from './district.ts';
import { generateDistrict } from './generate-district.ts';
import { allCombinations, combinationsOf, situations } from './situations.ts';

describe('generated districts', () => {
  const districts = Array.from({ length: 500 }, (_, seed) => generateDistrict(seed));

  it('are the same for the same seed', () => {
    expect(Array.from({ length: 500 }, (_, seed) => generateDistrict(seed))).toEqual(districts);
    expect(new Set(districts.map((district) => JSON.stringify(district))).size).toBe(500);
  });

  it('are in every situation', () => {
    const never = Object.entries(situations)
      .filter(([, countIn]) => districts.every((district) => countIn(district) === 0))
      .map(([name]) => name);
    expect(never).toEqual([]);
  });

  it('ask in every combination', () => {
    const asked = new Set(districts.flatMap(combinationsOf));
    expect(allCombinations().filter((combination) => !asked.has(combination))).toEqual([]);
  });

  it('keep to what a district is', () => {
    for (const { units, elements, submissions } of districts) {
      expect(units.map(({ id }) => id)).toEqual(units.map((_, index) => index + 1));
      expect(
        units.every(
          ({ opensOn, closesOn, versions }) =>
            (versions[0]?.from ?? '9') <= opensOn &&
            (closesOn === null || opensOn <= closesOn) &&
            versions.every(({ from }, index) => from > (versions[index - 1]?.from ?? '')),
        ),
      ).toBe(true);
      expect(elements.every(({ type, keys }) => keys.length === 1 || type === 'number' || type === 'boolean')).toBe(
        true,
      );
      expect(new Set(submissions.map(({ unit: of, form, period }) => `${of} ${form} ${period}`)).size).toBe(
        submissions.length,
      );
      for (const { revisions } of submissions) {
        expect(revisions.slice(0, -1).every(({ outcome }) => outcome !== 'accepted' && outcome !== 'submitted')).toBe(
          true,
        );
        expect(
          revisions.every(
            (revision) =>
              new Set(revision.cells.map((cell) => `${cell.element} ${cell.key}`)).size === revision.cells.length,
          ),
        ).toBe(true);
      }
    }
  });

  it('get additions by their city and their bureau, of one, of both or of none, that read upwards', () => {
    const added = districts.map((district, seed) => addToDistrict(seed, district));
    expect(districts.map((district, seed) => addToDistrict(seed, district))).toEqual(added);
    const levelsOf = (district: District): string =>
      [...new Set(district.elements.map(({ code }) => /^(city|bureau)_1_/.exec(code)?.[1] ?? 'own'))].join();
    expect(new Set(added.map(levelsOf))).toEqual(new Set(['own', 'own,city', 'own,bureau', 'own,city,bureau']));
    for (const [seed, { elements, submissions, indicators }] of added.entries()) {
      const own = districts[seed];
      expect(elements.slice(0, own?.elements.length)).toEqual(own?.elements);
      expect(submissions.slice(0, own?.submissions.length)).toEqual(own?.submissions);
      const ofCity = indicators.filter(({ code }) => code.startsWith('city_'));
      expect(JSON.stringify(ofCity.map(({ operator }) => operator))).not.toContain('bureau_');
    }
    const ofBureau = added.flatMap(({ indicators }) => indicators.filter(({ code }) => code.startsWith('bureau_')));
    const read = JSON.stringify(ofBureau.map(({ operator }) => operator));
    for (const of of ['"bureau_1_element', '"city_1_element', '"element']) expect(read).toContain(of);
  });
});

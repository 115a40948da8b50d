import { describe, expect, it } from 'vitest';
import { matchesUnit, type UnitTraits } from '../org-unit.ts';
import { findUnitTypeIssues, unitTypeListSchema } from './unit-type-list.ts';
import { labelOfType, nationalTypeOf, nextLocalType, type UnitType } from './unit-type.ts';

const both = (name: string) => ({ zh: name, en: name });
const school = (schoolType: string): UnitTraits => ({
  kind: 'school',
  schoolType,
  ownership: 'public',
  sectionCode: null,
});

describe('a filter by a type of schools', () => {
  it('means those below it too, and no other', () => {
    const types = ['211', '211.bureau_1', '211.city_2', '218', '311', '111'];
    const meant = (schoolTypes: readonly string[]): readonly string[] =>
      types.filter((type) => matchesUnit({ schoolTypes }, school(type)));
    expect(meant(['2'])).toEqual(['211', '211.bureau_1', '211.city_2', '218']);
    expect(meant(['211'])).toEqual(['211', '211.bureau_1', '211.city_2']);
    expect(meant(['211.bureau_1', '3'])).toEqual(['211.bureau_1', '311']);
    expect(types.filter((type) => matchesUnit({ exceptSchoolTypes: ['211'] }, school(type)))).toEqual([
      '218',
      '311',
      '111',
    ]);
  });
});

describe('a local type', () => {
  it('is compared as the national one that it is of', () => {
    expect(nationalTypeOf('211.bureau_12')).toBe('211');
  });

  it('gets the next code of its level below its parent', () => {
    const known = ['211', '211.city_3', '211.bureau_1', '211.bureau_10', '218.bureau_20'];
    expect(nextLocalType('bureau', '211', known)).toBe('211.bureau_11');
    expect(nextLocalType('city', '218', known)).toBe('218.city_1');
  });

  it('that isn’t in the list is called by its code', () => {
    expect(labelOfType([], '211.bureau_1')).toEqual(both('211.bureau_1'));
  });
});

describe('the list of types', () => {
  const type = (code: string, parent: string | null, isHeading = false): UnitType => ({
    code,
    parent,
    label: both(code),
    isHeading,
  });

  it.each([
    ['a code twice', [type('1', null, true), type('111', '1'), type('111', '1')]],
    ['a parent that isn’t there', [type('111', '1')]],
    ['a parent that comes later', [type('111', '1'), type('1', null, true)]],
    ['a parent that is no heading', [type('1', null), type('111', '1')]],
    ['a code that doesn’t begin with its parent’s', [type('1', null, true), type('211', '1')]],
    ['a code that begins with another’s', [type('1', null, true), type('11', null, true), type('111', '11')]],
    ['its own parent', [type('1', '1', true)]],
  ])('has no %s', (_, types) => {
    expect(findUnitTypeIssues(types).length).toBeGreaterThan(0);
  });

  it('may have several levels', () => {
    expect(findUnitTypeIssues([type('3', null, true), type('31', '3', true), type('311', '31')])).toEqual([]);
  });

  it('is refused with a type of another shape', () => {
    expect(unitTypeListSchema.safeParse([{ code: '211.bureau_1', label: both('x') }]).success).toBe(false);
    expect(unitTypeListSchema.safeParse([]).success).toBe(false);
  });
});

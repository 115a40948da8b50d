import { describe, expect, it } from 'vitest';
import type {
  District,
  DistrictCell,
  DistrictElement,
  DistrictIndicator,
  DistrictRevision,
  DistrictSubmission,
  DistrictUnit,
  Operator,
  Term,
} from './district.ts';
import { add, divide, parseDecimal, sum, toDecimal, toExactDecimal } from './exact-fraction.ts';
import { generateDistrict } from './generate-district.ts';
import { rollUpByHand, type HandFigure, type HandScope } from './roll-up-by-hand.ts';
import { allCombinations, combinationsOf, situations } from './situations.ts';

type Traits = Partial<Omit<DistrictUnit, 'id' | 'versions'>> & {
  readonly schoolType?: string | null;
  readonly becomes?: { readonly from: string; readonly schoolType: string };
};

function unit(id: number, traits: Traits = {}): DistrictUnit {
  const { schoolType = 'primary', becomes, ...rest } = traits;
  const first = { from: '2020-09-01', kind: 'school', schoolType, ownership: 'public', sectionCode: null } as const;
  return {
    id,
    opensOn: '2020-09-01',
    closesOn: null,
    groups: [],
    mergedInto: null,
    versions: becomes === undefined ? [first] : [first, { ...first, ...becomes }],
    ...rest,
  };
}

function element(code: string, flow: 'stock' | 'flow', more: Partial<DistrictElement> = {}): DistrictElement {
  return { code, form: 'form', type: 'number', flow, keys: [''], appliesTo: {}, keyAppliesTo: {}, ...more };
}

/** `lessons` or `pupils.girls`; 'n/a' is not applicable, an array is a text's. */
function cells(answers: Readonly<Record<string, string | readonly string[]>>): readonly DistrictCell[] {
  return Object.entries(answers).map(([name, answer]): DistrictCell => {
    const [code = '', key = ''] = name.split('.');
    if (typeof answer !== 'string') return { element: code, key, state: 'value', value: '', texts: answer };
    return answer === 'n/a'
      ? { element: code, key, state: 'not_applicable', value: '' }
      : { element: code, key, state: 'value', value: answer };
  });
}

function submission(
  of: number,
  period: 1 | 2,
  ...revisions: readonly (readonly [DistrictRevision['outcome'], Parameters<typeof cells>[0]])[]
): DistrictSubmission {
  return {
    unit: of,
    form: 'form',
    period,
    revisions: revisions.map(([outcome, answers]) => ({ outcome, cells: cells(answers) })),
  };
}

function accepted(of: number, period: 1 | 2, answers: Parameters<typeof cells>[0]): DistrictSubmission {
  return submission(of, period, ['accepted', answers]);
}

function valueOf(code: string, more: Partial<Term> = {}): Term {
  return { element: code, take: 'sum', ...more };
}

type Case = Pick<District, 'elements' | 'submissions'> &
  Partial<District> &
  Partial<Omit<DistrictIndicator, 'code' | 'operator'>> & { readonly scope?: HandScope };

function figure(
  operator: Operator,
  { elements, submissions, units = [unit(1), unit(2), unit(3)], children = {}, factor, scope = {} }: Case,
): HandFigure | undefined {
  const indicator = { code: 'it', children, operator, ...(factor === undefined ? {} : { factor }) };
  return rollUpByHand({ year: 2025, units, elements, submissions, indicators: [indicator] }, scope).get('it');
}

const lessons = element('lessons', 'flow');
const pupils = element('pupils', 'stock');

describe('fractions', () => {
  it('are exact, and truncate toward zero only when written', () => {
    expect(toExactDecimal(add(parseDecimal('0.1'), parseDecimal('0.2')))).toBe('0.3');
    expect(toExactDecimal(sum(['123456789012.345678', '0.000022', '1.50'].map(parseDecimal)))).toBe(
      '123456789013.8457',
    );
    expect(toDecimal(divide(parseDecimal('2'), parseDecimal('3')), 4)).toBe('0.6666');
    expect(toDecimal(divide(parseDecimal('2'), parseDecimal('-3')), 4)).toBe('-0.6666');
    expect(toDecimal(parseDecimal('-0.00001'), 4)).toBe('0');
    expect(toDecimal(parseDecimal('-12.500'), 20)).toBe('-12.5');
    expect(toDecimal(parseDecimal('1200'), 0)).toBe('1200');
    expect(() => toExactDecimal(divide(parseDecimal('1'), parseDecimal('3')))).toThrow(RangeError);
    expect(() => divide(parseDecimal('1'), parseDecimal('0'))).toThrow(RangeError);
    expect(() => parseDecimal('')).toThrow(SyntaxError);
  });
});

describe('over periods', () => {
  it('sums a flow, and takes the latest of a stock', () => {
    const submissions = [
      accepted(1, 1, { lessons: '3', pupils: '500' }),
      accepted(1, 2, { lessons: '4', pupils: '520' }),
    ];
    expect(figure({ op: 'total', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      value: '7',
      answered: 1,
      expected: 1,
    });
    expect(figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions })).toMatchObject({
      value: '520',
    });
    expect(
      figure({ op: 'total', of: valueOf('pupils', { over: 'mean' }) }, { elements: [pupils], submissions }),
    ).toMatchObject({ value: '510' });
    expect(
      figure({ op: 'total', of: valueOf('lessons', { over: 'max' }) }, { elements: [lessons], submissions }),
    ).toMatchObject({ value: '4' });
    expect(
      figure({ op: 'total', of: valueOf('lessons', { over: 'min' }) }, { elements: [lessons], submissions }),
    ).toMatchObject({ value: '3' });
  });

  it('keeps a school that answered in spring and not in autumn', () => {
    const submissions = [
      accepted(1, 1, { pupils: '500' }),
      submission(1, 2),
      accepted(2, 1, { pupils: '90' }),
      accepted(2, 2, { pupils: '100' }),
    ];
    expect(figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions })).toMatchObject({
      value: '600',
      answered: 2,
      expected: 2,
    });
  });

  it('ends the look-back at not applicable, which a flow passes over', () => {
    const submissions = [
      accepted(1, 1, { pupils: '500', lessons: '3' }),
      accepted(1, 2, { pupils: 'n/a', lessons: 'n/a' }),
    ];
    expect(figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions })).toMatchObject({
      numerator: null,
      value: null,
      answered: 1,
      expected: 1,
    });
    expect(
      figure({ op: 'total', of: valueOf('pupils', { take: 'count' }) }, { elements: [pupils], submissions }),
    ).toMatchObject({ value: '0', answered: 1 });
    expect(figure({ op: 'total', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      value: '3',
    });
  });

  it('looks at the periods of the scope alone', () => {
    const submissions = [accepted(1, 1, { pupils: '500' }), accepted(1, 2, { pupils: '520' })];
    expect(
      figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions, scope: { periods: [1] } }),
    ).toMatchObject({ value: '500' });
  });
});

describe('over reporters', () => {
  it('divides the sum of the numerators by the sum of the denominators', () => {
    const elements = [element('done', 'flow'), element('due', 'flow')];
    const ratio: Operator = { op: 'ratio', of: valueOf('done'), per: valueOf('due') };
    const submissions = [accepted(1, 1, { done: '1', due: '2' }), accepted(2, 1, { done: '99', due: '100' })];
    expect(figure(ratio, { elements, submissions })).toMatchObject({
      numerator: '100',
      denominator: '102',
      value: '0.98039215686274509803',
    });
    expect(figure(ratio, { elements, submissions, factor: '100' })).toMatchObject({ value: '98.03921568627450980392' });
    expect(figure(ratio, { elements, submissions: [accepted(1, 1, { done: '0', due: '0' })] })).toMatchObject({
      numerator: '0',
      denominator: '0',
      value: null,
    });
    expect(figure(ratio, { elements, submissions: [submission(1, 1)] })).toEqual({
      numerator: null,
      denominator: null,
      value: null,
      texts: [],
      answered: 0,
      expected: 1,
    });
  });

  it('adds nothing for a missing cell, and counts it; zero is an answer', () => {
    const submissions = [accepted(1, 1, { lessons: '2' }), accepted(2, 1, {}), accepted(3, 1, { lessons: '0' })];
    expect(figure({ op: 'total', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      value: '2',
      answered: 2,
      expected: 3,
    });
    expect(figure({ op: 'mean', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      numerator: '2',
      denominator: '2',
      value: '1',
    });
  });

  it('has no mean of nobody', () => {
    expect(
      figure(
        { op: 'mean', of: valueOf('lessons') },
        { elements: [lessons], submissions: [accepted(1, 1, { lessons: 'n/a' })] },
      ),
    ).toMatchObject({ numerator: null, denominator: '0', value: null, answered: 1, expected: 1 });
  });

  it('weighs where both sides have a number', () => {
    const elements = [element('score', 'flow'), element('heads', 'flow')];
    const submissions = [
      accepted(1, 1, { score: '80', heads: '1' }),
      accepted(2, 1, { score: '90', heads: '3' }),
      accepted(3, 1, { score: '10' }),
    ];
    expect(
      figure({ op: 'weighted_mean', of: valueOf('score'), weight: valueOf('heads') }, { elements, submissions }),
    ).toMatchObject({ numerator: '350', denominator: '4', value: '87.5', answered: 3 });
  });

  it('finds the least, the greatest, and the middle', () => {
    const submissions = [
      accepted(1, 1, { lessons: '-1.5' }),
      accepted(2, 1, { lessons: '4' }),
      accepted(3, 1, { lessons: '2' }),
    ];
    const of = valueOf('lessons');
    expect(figure({ op: 'min', of }, { elements: [lessons], submissions })).toMatchObject({
      numerator: '-1.5',
      denominator: null,
      value: '-1.5',
    });
    expect(figure({ op: 'max', of }, { elements: [lessons], submissions, factor: '1000' })).toMatchObject({
      numerator: '4',
      value: '4000',
    });
    expect(figure({ op: 'median', of }, { elements: [lessons], submissions })).toMatchObject({ value: '2' });
    expect(figure({ op: 'median', of }, { elements: [lessons], submissions: submissions.slice(0, 2) })).toMatchObject({
      value: '1.25',
    });
    expect(figure({ op: 'median', of }, { elements: [lessons], submissions: [] })).toMatchObject({
      numerator: null,
      value: null,
    });
  });

  it('counts by one predicate on what the year came to', () => {
    const submissions = [
      accepted(1, 1, { lessons: '1' }),
      accepted(1, 2, { lessons: '2' }),
      accepted(2, 1, { lessons: '2' }),
      accepted(3, 1, { lessons: 'n/a' }),
    ];
    const counting = (op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte', value: string): Operator => ({
      op: 'total',
      of: valueOf('lessons', { take: 'count', where: { op, value } }),
    });
    expect(figure(counting('gte', '3'), { elements: [lessons], submissions })).toMatchObject({
      value: '1',
      answered: 3,
    });
    expect(figure(counting('lt', '3.0'), { elements: [lessons], submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('eq', '2.00'), { elements: [lessons], submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('gt', '9'), { elements: [lessons], submissions })).toMatchObject({ value: '0' });
    expect(figure(counting('gt', '9'), { elements: [lessons], submissions: [submission(1, 1)] })).toMatchObject({
      value: null,
      expected: 1,
    });
  });

  it('counts choices by their code, and booleans as 0 and 1', () => {
    const elements = [element('state', 'flow', { type: 'choice' }), element('has', 'stock', { type: 'boolean' })];
    const submissions = [
      accepted(1, 1, { state: 'none', has: 'false' }),
      accepted(1, 2, { state: 'done', has: 'true' }),
      accepted(2, 1, { state: 'none', has: 'false' }),
    ];
    const counting = (code: string, op: 'eq' | 'ne' | 'gt', value: string): Operator => ({
      op: 'total',
      of: valueOf(code, { take: 'count', where: { op, value } }),
    });
    expect(figure(counting('state', 'eq', 'none'), { elements, submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('state', 'ne', 'none'), { elements, submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('state', 'gt', 'a'), { elements, submissions })).toMatchObject({ value: '0' });
    expect(figure(counting('has', 'eq', 'true'), { elements, submissions })).toMatchObject({ value: '1' });
    expect(figure({ op: 'mean', of: valueOf('has') }, { elements, submissions })).toMatchObject({
      numerator: '1',
      denominator: '2',
      value: '0.5',
    });
  });

  it('lists each text once, in the order of code points; an empty list is an answer', () => {
    const elements = [element('names', 'flow', { type: 'text' })];
    const submissions = [
      accepted(1, 1, { names: ['𠮷', '模拟法庭'] }),
      accepted(1, 2, { names: ['（试点）'] }),
      accepted(2, 1, { names: ['模拟法庭'] }),
      accepted(3, 1, { names: [] }),
    ];
    expect(figure({ op: 'list', element: 'names' }, { elements, submissions })).toEqual({
      numerator: '3',
      denominator: null,
      value: '3',
      texts: ['模拟法庭', '（试点）', '𠮷'],
      answered: 3,
      expected: 3,
    });
    expect(figure({ op: 'distinct', element: 'names' }, { elements, submissions: submissions.slice(3) })).toMatchObject(
      { value: '0', texts: [], answered: 1 },
    );
    expect(figure({ op: 'distinct', element: 'names' }, { elements, submissions: [submission(1, 1)] })).toMatchObject({
      numerator: null,
      value: null,
    });
    const units = [unit(1), unit(2, { closesOn: '2025-08-31' })];
    const standing = [element('names', 'stock', { type: 'text' })];
    expect(
      figure({ op: 'list', element: 'names' }, { elements, units, submissions: submissions.slice(2, 3) }),
    ).toMatchObject({ texts: ['模拟法庭'], expected: 1 });
    // A stock takes the latest answer, a list's too: what spring named and autumn doesn't is gone.
    expect(figure({ op: 'list', element: 'names' }, { elements: standing, units, submissions })).toMatchObject({
      texts: ['（试点）'],
      answered: 1,
      expected: 1,
    });
    expect(
      figure({ op: 'list', element: 'names' }, { elements: standing, units, submissions: submissions.slice(2, 3) }),
    ).toMatchObject({ value: null, texts: [], expected: 0 });
  });
});

describe('keys', () => {
  const byGrade = element('pupils', 'stock', {
    keys: ['girls', 'boys'],
    keyAppliesTo: { boys: { exceptSchoolTypes: ['girls_only'] } },
  });
  const total: Operator = { op: 'total', of: valueOf('pupils') };

  it('are folded one by one, then added', () => {
    const submissions = [
      accepted(1, 1, { 'pupils.girls': '10', 'pupils.boys': '20' }),
      accepted(1, 2, { 'pupils.girls': '11' }),
    ];
    expect(figure(total, { elements: [byGrade], submissions })).toMatchObject({ value: '31', answered: 1 });
    expect(
      figure(total, {
        elements: [byGrade],
        submissions: [accepted(1, 1, { 'pupils.girls': 'n/a', 'pupils.boys': '20' })],
      }),
    ).toMatchObject({ value: '20' });
    expect(
      figure(total, { elements: [byGrade], submissions: [accepted(1, 1, { 'pupils.girls': 'n/a' })] }),
    ).toMatchObject({ value: null, answered: 1 });
  });

  it('decide which units count', () => {
    const units = [unit(1), unit(2, { schoolType: 'girls_only' })];
    const submissions = [accepted(1, 1, { 'pupils.boys': '20' }), accepted(2, 1, { 'pupils.girls': '30' })];
    expect(figure(total, { elements: [byGrade], units, submissions })).toMatchObject({ value: '50', expected: 2 });
    expect(
      figure({ op: 'total', of: valueOf('pupils', { keys: ['boys'] }) }, { elements: [byGrade], units, submissions }),
    ).toMatchObject({ value: '20', expected: 1 });
  });
});

describe('units', () => {
  it('leave their flows when they close, and take their stocks along', () => {
    const units = [unit(1, { closesOn: '2025-08-31', mergedInto: 2 }), unit(2), unit(3, { closesOn: '2025-12-31' })];
    const answers = { lessons: '5', pupils: '100' };
    const submissions = [accepted(1, 1, answers), accepted(2, 1, answers), accepted(3, 1, answers)];
    const of = valueOf('pupils');
    expect(figure({ op: 'total', of: valueOf('lessons') }, { elements: [lessons], units, submissions })).toMatchObject({
      value: '15',
      expected: 3,
    });
    expect(figure({ op: 'total', of }, { elements: [pupils], units, submissions })).toMatchObject({
      value: '200',
      answered: 2,
      expected: 2,
    });
    expect(
      figure({ op: 'total', of }, { elements: [pupils], units, submissions, scope: { periods: [1] } }),
    ).toMatchObject({ value: '300', expected: 3 });
    expect(
      figure({ op: 'total', of: { ...of, over: 'max' } }, { elements: [pupils], units, submissions }),
    ).toMatchObject({ value: '300' });
  });

  it('are what they were at the end of the scope, or of their own', () => {
    const becomes = { from: '2025-09-01', schoolType: 'junior' };
    const units = [
      unit(1, { becomes }),
      unit(2, { becomes: { from: '2025-05-01', schoolType: 'junior' }, closesOn: '2025-06-30' }),
      unit(3, { groups: ['pilot'] }),
    ];
    const submissions = [
      accepted(1, 1, { lessons: '1' }),
      accepted(2, 1, { lessons: '2' }),
      accepted(3, 1, { lessons: '4' }),
    ];
    const total: Operator = { op: 'total', of: valueOf('lessons') };
    const ofPrimary = { elements: [lessons], units, submissions, children: { schoolTypes: ['primary'] } };
    expect(figure(total, ofPrimary)).toMatchObject({ value: '4', expected: 1 });
    expect(figure(total, { ...ofPrimary, scope: { periods: [1] } })).toMatchObject({ value: '5', expected: 2 });
    expect(figure(total, { ...ofPrimary, children: { group: 'pilot', kinds: ['school'] } })).toMatchObject({
      value: '4',
    });
    expect(
      figure(total, {
        ...ofPrimary,
        children: {},
        elements: [element('lessons', 'flow', { appliesTo: { schoolTypes: ['junior'] } })],
      }),
    ).toMatchObject({ value: '3' });
    const closedBefore = [unit(1, { becomes, closesOn: '2025-06-30' })];
    expect(figure(total, { ...ofPrimary, units: closedBefore })).toMatchObject({ value: '1', expected: 1 });
  });

  it('without a type are of none, and so of no excepted one', () => {
    const units = [unit(1), unit(2, { schoolType: null })];
    const asked = {
      elements: [lessons],
      units,
      submissions: [accepted(1, 1, { lessons: '1' }), accepted(2, 1, { lessons: '2' })],
    };
    const total: Operator = { op: 'total', of: valueOf('lessons') };
    expect(figure(total, { ...asked, children: { schoolTypes: ['primary'] } })).toMatchObject({ value: '1' });
    expect(figure(total, { ...asked, children: { exceptSchoolTypes: ['primary'] } })).toMatchObject({ value: '2' });
    expect(
      figure(total, { ...asked, children: { exceptSchoolTypes: ['junior'], sectionCodes: ['policy'] } }),
    ).toMatchObject({ value: null, expected: 0 });
  });
});

describe('submissions', () => {
  it('count when they are accepted; what is submitted counts in the preview', () => {
    const submissions = [
      submission(1, 1, ['reopened', { lessons: '100' }], ['accepted', { lessons: '1' }]),
      submission(1, 2, ['reopened', { lessons: '200' }]),
      submission(2, 1, ['returned', { lessons: '400' }]),
      submission(2, 2, ['withdrawn', { lessons: '800' }]),
      submission(3, 1, ['returned', { lessons: '1600' }], ['submitted', { lessons: '2' }]),
      submission(3, 2),
    ];
    const total: Operator = { op: 'total', of: valueOf('lessons') };
    expect(figure(total, { elements: [lessons], submissions })).toMatchObject({ value: '1', answered: 1, expected: 3 });
    expect(figure(total, { elements: [lessons], submissions, scope: { includeSubmitted: true } })).toMatchObject({
      value: '3',
      answered: 2,
      expected: 3,
    });
  });
});

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
});

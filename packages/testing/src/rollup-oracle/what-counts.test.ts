import { describe, expect, it } from 'vitest';
import type { Operator } from './district.ts';
import { accepted, element, figure, lessons, pupils, submission, unit, valueOf } from './small-district.ts';

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
    expect(figure(total, { elements: [lessons], submissions })).toMatchObject({ value: '1', answered: 1, expected: 6 });
    expect(figure(total, { elements: [lessons], submissions, scope: { includeSubmitted: true } })).toMatchObject({
      value: '3',
      answered: 2,
      expected: 6,
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { Operator } from './district.ts';
import { accepted, element, figure, lessons, pupils, submission, unit, valueOf } from './small-district.ts';

// Worked out by eye from semantics.md: what is owed, and who is in a ratio.

const total = (code: string): Operator => ({ op: 'total', of: valueOf(code) });
const elements = [lessons, pupils];

describe('n of N', () => {
  const nine = Array.from({ length: 9 }, (_, index) => unit(index + 1));

  it('counts each reporter in each period that was opened; of a stock, in the latest', () => {
    // Nine schools, of which three are missing in autumn.
    const submissions = nine.flatMap(({ id }) => [
      accepted(id, 1, { lessons: '3', pupils: '100' }),
      id > 3 ? accepted(id, 2, { lessons: '3', pupils: '100' }) : submission(id, 2),
    ]);
    const whole = { elements, units: nine, submissions };
    expect(figure(total('lessons'), whole)).toMatchObject({ value: '45', answered: 15, expected: 18, periods: [1, 2] });
    expect(figure(total('pupils'), whole)).toMatchObject({ value: '900', answered: 6, expected: 9, periods: [1, 2] });
    expect(figure(total('lessons'), { ...whole, scope: { periods: [1] } })).toMatchObject({ answered: 9, expected: 9 });
    expect(figure(total('lessons'), { ...whole, scope: { periods: [2] } })).toMatchObject({ answered: 6, expected: 9 });
  });

  it('goes as far as was opened', () => {
    const submissions = nine.map(({ id }) => accepted(id, 1, { lessons: '3', pupils: '100' }));
    const whole = { elements, units: nine, submissions };
    expect(figure(total('lessons'), whole)).toMatchObject({ answered: 9, expected: 9, periods: [1] });
    expect(figure(total('pupils'), whole)).toMatchObject({ answered: 9, expected: 9, periods: [1] });
  });

  it('expects of a school that opened in autumn, or closed in spring, what it was asked for', () => {
    const units = [unit(1), unit(2, { opensOn: '2025-09-01' }), unit(3, { closesOn: '2025-07-31' })];
    const answers = { lessons: '3', pupils: '100' };
    const submissions = [
      accepted(1, 1, answers),
      accepted(1, 2, answers),
      accepted(2, 2, answers),
      accepted(3, 1, answers),
    ];
    const whole = { elements, units, submissions };
    expect(figure(total('lessons'), whole)).toMatchObject({ value: '12', answered: 4, expected: 4 });
    expect(figure(total('pupils'), whole)).toMatchObject({ value: '200', answered: 2, expected: 2 });
  });
});

describe('a ratio', () => {
  const perPupil: Operator = { op: 'ratio', of: valueOf('lessons'), per: valueOf('pupils') };

  it('leaves out, on both sides, who has only one of them, and counts it as missing', () => {
    const submissions = [
      accepted(1, 1, { lessons: '10', pupils: '100' }),
      accepted(2, 1, { lessons: '90' }),
      accepted(3, 1, { pupils: '900' }),
    ];
    expect(figure(perPupil, { elements, submissions })).toMatchObject({
      numerator: '10',
      denominator: '100',
      answered: 1,
      expected: 3,
    });
  });

  it('loses a school that closed with both parts, whose flows stay in their own sum', () => {
    const units = [unit(1), unit(2, { closesOn: '2025-07-31' })];
    const submissions = [
      accepted(1, 1, { lessons: '10', pupils: '100' }),
      accepted(1, 2, { lessons: '10', pupils: '110' }),
      accepted(2, 1, { lessons: '30', pupils: '50' }),
    ];
    const whole = { elements, units, submissions };
    expect(figure(total('lessons'), whole)).toMatchObject({ value: '50' });
    expect(figure(perPupil, whole)).toMatchObject({ numerator: '20', denominator: '110', answered: 2, expected: 2 });
  });

  it('keeps a closed school where neither side is a stock', () => {
    const units = [unit(1), unit(2, { closesOn: '2025-07-31' })];
    const [found, mended] = [element('found', 'flow'), element('mended', 'flow')];
    const submissions = [accepted(1, 1, { found: '4', mended: '4' }), accepted(2, 1, { found: '6', mended: '5' })];
    expect(
      figure(
        { op: 'ratio', of: valueOf('mended'), per: valueOf('found') },
        { elements: [found, mended], units, submissions },
      ),
    ).toMatchObject({ numerator: '9', denominator: '10' });
  });

  it('takes the periods that both sides have a value in', () => {
    const [found, mended] = [element('found', 'flow'), element('mended', 'flow')];
    const ratio: Operator = { op: 'ratio', of: valueOf('mended'), per: valueOf('found') };
    expect(
      figure(ratio, {
        elements: [found, mended],
        submissions: [accepted(1, 1, { found: '20', mended: '10' }), accepted(1, 2, { found: '30' })],
      }),
    ).toMatchObject({ numerator: '10', denominator: '20', answered: 1, expected: 2 });
    expect(
      figure(ratio, {
        elements: [found, mended],
        submissions: [accepted(1, 1, { found: '20', mended: '10' }), accepted(1, 2, { found: '30', mended: 'n/a' })],
      }),
    ).toMatchObject({ numerator: '10', denominator: '20', answered: 2, expected: 2 });
  });

  it('of two forms goes as far as both were opened', () => {
    const apart = [lessons, { ...pupils, form: 'other' }];
    const submissions = [
      accepted(1, 1, { lessons: '10' }),
      accepted(1, 2, { lessons: '12' }),
      { ...accepted(1, 1, { pupils: '100' }), form: 'other' },
    ];
    expect(figure(perPupil, { elements: apart, submissions })).toMatchObject({
      numerator: '10',
      denominator: '100',
      answered: 1,
      expected: 1,
      periods: [1],
    });
  });

  it('of two stocks is of the latest period that both answered', () => {
    const [staff, certified] = [element('staff', 'stock'), element('certified', 'stock')];
    const share: Operator = { op: 'ratio', of: valueOf('certified'), per: valueOf('staff') };
    const submissions = [
      accepted(1, 1, { staff: '10', certified: '8' }),
      accepted(1, 2, { staff: '12' }),
      accepted(2, 1, { staff: '20', certified: '10' }),
      accepted(2, 2, { staff: '20', certified: '16' }),
    ];
    expect(figure(share, { elements: [staff, certified], submissions })).toMatchObject({
      numerator: '24',
      denominator: '30',
      answered: 1,
      expected: 2,
    });
    expect(
      figure(share, {
        elements: [staff, certified],
        submissions: [
          accepted(1, 1, { staff: '10', certified: '8' }),
          accepted(1, 2, { staff: 'n/a', certified: '9' }),
        ],
      }),
    ).toMatchObject({ numerator: null, denominator: null, value: null, answered: 1, expected: 1 });
    // Nor where neither applies any more.
    expect(
      figure(share, {
        elements: [staff, certified],
        submissions: [
          accepted(1, 1, { staff: '10', certified: '8' }),
          accepted(1, 2, { staff: 'n/a', certified: 'n/a' }),
        ],
      }),
    ).toMatchObject({ numerator: null, denominator: null, answered: 1, expected: 1 });
  });

  it('of counts counts the reporters that have both', () => {
    const has = element('has', 'stock', { type: 'boolean' });
    const share: Operator = {
      op: 'ratio',
      of: valueOf('has', { take: 'count', where: { op: 'eq', value: 'true' } }),
      per: valueOf('lessons', { take: 'count' }),
    };
    const submissions = [
      accepted(1, 1, { has: 'true', lessons: '1' }),
      accepted(2, 1, { has: 'false', lessons: '1' }),
      accepted(3, 1, { lessons: '1' }),
    ];
    expect(figure(share, { elements: [has, lessons], submissions })).toMatchObject({
      numerator: '1',
      denominator: '2',
    });
  });
});

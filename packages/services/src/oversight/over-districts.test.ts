import { builtInPackage } from '@huibao/programmes';
import type { IndicatorOperator, IndicatorValue } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { meanOf, medianOf } from './over-districts.ts';

const ruleOfLaw = builtInPackage('rule-of-law').programme;

const some = ruleOfLaw.indicators[0]!;
const of = { element: 'pupils', take: 'sum' } as const;
const indicator = (operator: IndicatorOperator) => ({ ...some, operator });

function figure(numerator: string | null, denominator: string | null, value: string | null): IndicatorValue {
  return { code: some.code, numerator, denominator, value, texts: [], answered: 1, expected: 1 };
}

describe('the mean over districts', () => {
  it('is sum over sum of what is a quotient: a small district counts as little as it is', () => {
    const ratio = indicator({ op: 'ratio', of, per: of, factor: '100' });
    expect(meanOf(ratio, [figure('1', '1', '100'), figure('0', '99', '0')])).toBe('1');
  });

  it('is the mean of the values of what isn’t, over those that have one', () => {
    const total = indicator({ op: 'total', of });
    expect(meanOf(total, [figure('1', null, '1'), figure('4', null, '4'), figure(null, null, null)])).toBe('2.5');
  });

  it('isn’t, of nobody', () => {
    expect(meanOf(indicator({ op: 'total', of }), [])).toBeNull();
  });
});

describe('the median over districts', () => {
  it('is the middle one, or halfway between the two in the middle, by size and not by text', () => {
    expect(medianOf(['10', '9', '100'])).toBe('10');
    expect(medianOf(['10', '9', '100', '2.5'])).toBe('9.5');
    expect(medianOf([])).toBeNull();
  });
});

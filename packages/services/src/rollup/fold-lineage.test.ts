import type { IndicatorOperator } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { foldReporter, type FoldedCell } from './fold-lineage.ts';
import type { Fold, PlannedFigure, RollupPlan } from './plan-rollup.ts';

const fold = (over: Fold['over'], more: Partial<Fold> = {}): Fold => ({
  code: 'it',
  elementId: 1,
  keys: [''],
  over,
  isChoice: false,
  isBoolean: false,
  ...more,
});

function open(operator: IndicatorOperator['op'], plan: Partial<RollupPlan>, cells: readonly FoldedCell[]) {
  const figure = { indicator: { operator: { op: operator } }, ofPlace: 0 } as unknown as PlannedFigure;
  return foldReporter(figure, plan as RollupPlan, cells);
}

const cell = (period: number, value: string, side: 'of' | 'per' = 'of', key = ''): FoldedCell => ({
  side,
  unitId: 1,
  period,
  key,
  value,
  texts: [],
});

describe('what a reporter brings to a figure', () => {
  it('is of a stock its latest answer, not one of each term', () => {
    const boxes = { ix: 0, choice: 0, fold: fold('latest'), take: 'sum' as const, where: null };
    const [spring, autumn] = [cell(1, '1'), cell(2, '1')];
    const brought = open('total', { terms: [boxes] }, [spring, autumn]);
    expect(brought).toMatchObject({ of: '1', adds: { numerator: '1' }, cells: [autumn], answered: [1, 2] });
    expect(open('total', { terms: [boxes] }, [spring, cell(2, 'not_applicable')])).toMatchObject({
      of: null,
      adds: { numerator: null },
    });
  });

  it('is of a count one or none, whatever was reported', () => {
    const revised = {
      ix: 0,
      choice: 0,
      fold: fold('sum'),
      take: 'count' as const,
      where: { op: 'gt' as const, value: '0' },
    };
    expect(open('total', { terms: [revised] }, [cell(1, '2')])).toMatchObject({ of: '2', adds: { numerator: '1' } });
    const none = open('total', { terms: [revised] }, [cell(1, '0'), cell(2, '0')]);
    expect(none).toMatchObject({ of: '0', adds: { numerator: '0' } });
    expect(none.counted.size).toBe(0);
    expect(open('total', { terms: [revised] }, [])).toMatchObject({ adds: { numerator: null } });
  });

  it('is of a ratio nothing where one side is missing, and only terms that have both', () => {
    const pair = {
      ix: 0,
      choice: 0,
      of: { fold: fold('sum'), take: 'sum' as const, where: null },
      per: { fold: fold('latest'), take: 'sum' as const, where: null },
      isWeighted: false,
    };
    expect(open('ratio', { pairs: [pair] }, [cell(1, '5'), cell(2, '6')])).toMatchObject({
      adds: { numerator: null, denominator: null },
      answered: [],
    });
    const half = open('ratio', { pairs: [pair] }, [cell(1, '5'), cell(2, '6'), cell(2, '100', 'per')]);
    expect(half).toMatchObject({ adds: { numerator: '6', denominator: '100' }, answered: [2] });
    expect([...half.counted].map(({ side, period }) => `${side} ${period}`)).toEqual(['of 2', 'per 2']);
  });
});

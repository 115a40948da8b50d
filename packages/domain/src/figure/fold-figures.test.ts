import { describe, expect, it } from 'vitest';
import { foldFigures, type FoldedFigure } from './fold-figures.ts';

const of = (
  numerator: string | null,
  denominator: string | null = null,
  texts: readonly string[] = [],
): FoldedFigure => ({
  numerator,
  denominator,
  value: null,
  texts,
});
const term = { element: 'it', take: 'sum' } as const;

describe('figures of several reporters', () => {
  it('are added up, sums over sums, and never quotients', () => {
    expect(foldFigures({ op: 'total', of: term }, [of('1.5'), of(null), of('2')])).toMatchObject({ value: '3.5' });
    expect(foldFigures({ op: 'total', of: term }, [of(null)])).toMatchObject({ numerator: null, value: null });
    const ratio = { op: 'ratio', of: term, per: term, factor: '100' } as const;
    expect(foldFigures(ratio, [of('1', '2'), of('99', '100'), of('7')])).toMatchObject({
      numerator: '100',
      denominator: '102',
      value: '98.03921568627450980392',
    });
    expect(foldFigures(ratio, [of('0', '0')])).toMatchObject({ value: null });
  });

  it('have a least, a greatest and a middle', () => {
    const numbers = [of('-1.5'), of('4'), of(null), of('2')];
    expect(foldFigures({ op: 'min', of: term }, numbers).value).toBe('-1.5');
    expect(foldFigures({ op: 'max', of: term, factor: '1000' }, numbers).value).toBe('4000');
    expect(foldFigures({ op: 'median', of: term }, numbers).value).toBe('2');
    expect(foldFigures({ op: 'median', of: term }, numbers.slice(0, 2)).value).toBe('1.25');
  });

  it('name each text once, in the order of code points', () => {
    const list = { op: 'list', of: { element: 'it' } } as const;
    expect(foldFigures(list, [of('2', null, ['𠮷', '模拟法庭']), of('1', null, ['（试点）']), of('0')])).toMatchObject({
      value: '3',
      texts: ['模拟法庭', '（试点）', '𠮷'],
    });
    expect(foldFigures(list, [of('0')]).value).toBe('0');
    expect(foldFigures(list, [of(null)]).value).toBeNull();
  });

  it('keep every digit', () => {
    const long = '123456789012345678901234567890123456789012345.5';
    expect(foldFigures({ op: 'total', of: term }, [of(long), of('0.25')]).value).toBe(
      '123456789012345678901234567890123456789012345.75',
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactDecimal } from '../exact-decimal.ts';
import type { FigureFormat } from './format.ts';
import { formatFigure, formatNumber, printedValue } from './format-figure.ts';

function print(value: string | null, format: FigureFormat, unit = '', decimals = 0): string {
  return formatFigure({ value, texts: [] }, format, unit, decimals);
}

describe('figures in a document', () => {
  it.each<[string, FigureFormat, string, string]>([
    ['17', { style: 'exact' }, '所', '17所'],
    ['3204', { style: 'exact' }, '人', '3204人'],
    ['20436', { style: 'approximate', step: '10000' }, '份', '2万余份'],
    ['20000', { style: 'approximate', step: '10000' }, '份', '2万份'],
    ['19999', { style: 'approximate', step: '10000' }, '份', '近2万份'],
    ['19837', { style: 'approximate', step: '10000' }, '份', '近2万份'],
    ['19500', { style: 'approximate', step: '10000' }, '份', '近2万份'],
    ['19499', { style: 'approximate', step: '10000' }, '份', '1万余份'],
    ['9999', { style: 'approximate', step: '10000' }, '份', '近1万份'],
    ['9499', { style: 'approximate', step: '10000' }, '份', '9499份'],
    ['0', { style: 'approximate', step: '10000' }, '份', '0份'],
    ['469.8', { style: 'approximate', step: '10' }, '万元', '近470万元'],
    ['19837', { style: 'over', step: '10000' }, '份', '超1万份'],
    ['464', { style: 'approximate', step: '10' }, '场次', '460余场次'],
    ['20436', { style: 'approximate', step: '100' }, '份', '20400余份'],
    ['23456', { style: 'approximate', step: '1000' }, '份', '2.3万余份'],
    ['130000000', { style: 'approximate', step: '10000000' }, '元', '1.3亿元'],
    ['464.5', { style: 'approximate', step: '10' }, '万元', '460余万元'],
    ['20436', { style: 'over', step: '10000' }, '份', '超2万份'],
    ['20000', { style: 'over', step: '10000' }, '份', '2万份'],
    ['96', { style: 'percent', decimals: 0 }, '%', '96%'],
    ['66.666666666667', { style: 'percent', decimals: 1 }, '%', '66.7%'],
    ['99.6', { style: 'percent', decimals: 0 }, '%', '99.6%'],
    ['99.96', { style: 'percent', decimals: 1 }, '%', '99.96%'],
    ['0.04', { style: 'percent', decimals: 0 }, '%', '0.04%'],
    ['0.0382', { style: 'permille', decimals: 1 }, '‰', '0.038‰'],
    ['0', { style: 'percent', decimals: 1 }, '%', '0%'],
    ['100', { style: 'percent', decimals: 1 }, '%', '100%'],
    ['100', { style: 'percent', decimals: 0 }, '%', '100%'],
    ['2.5', { style: 'permille', decimals: 1 }, '‰', '2.5‰'],
    ['17', { style: 'chinese' }, '所', '十七所'],
    ['2830', { style: 'chinese' }, '人', '二千八百三十人'],
    ['20436', { style: 'chinese' }, '份', '二万零四百三十六份'],
    ['100000010', { style: 'chinese' }, '', '一亿零一十'],
    ['0', { style: 'chinese' }, '', '零'],
  ])('%s as %o', (value, format, unit, expected) => {
    expect(print(value, format, unit)).toBe(expected);
  });

  it('prints a dash where nobody answered', () => {
    expect(print(null, { style: 'exact' }, '所')).toBe('—');
    expect(formatFigure({ value: null, texts: [] }, { style: 'list', most: 3 }, '所', 0)).toBe('—');
  });

  it('never prints a part as the whole, though its quotient was cut', () => {
    expect(
      formatFigure(
        { value: '100', numerator: '9999999999999', denominator: '10000000000000', texts: [] },
        { style: 'percent', decimals: 0 },
        '',
        0,
      ),
    ).toBe('99.99999999999%');
  });

  it('lists, and counts what it leaves out', () => {
    const list = (texts: string[], most: number): string =>
      formatFigure({ value: String(texts.length), texts }, { style: 'list', most }, '所', 0);
    expect(list(['一小', '二小'], 3)).toBe('一小、二小');
    expect(list(['一小', '二小', '三小', '四小'], 3)).toBe('一小、二小、三小等4所');
    expect(list(['《行政复议法》', '《学前教育法》'], 3)).toBe('《行政复议法》《学前教育法》');
  });

  it('prints digits enough: a real value is never nought', () => {
    expect(formatNumber('0.0385', 'en', 1)).toBe('0.039');
    expect(formatNumber('0.04', 'en', 1)).toBe('0.04');
    expect(formatNumber('0.0049', 'en', 2)).toBe('0.0049');
    expect(formatNumber('0.0999', 'en', 1)).toBe('0.10');
    expect(formatNumber('0.996', 'en', 1)).toBe('1.0');
    expect(formatNumber('0.43', 'en', 1)).toBe('0.43');
    expect(formatNumber('1.04', 'en', 1)).toBe('1.0');
  });

  it('prints what is compared: a part is never the whole, be it per cent or per mille', () => {
    const part = (value: string, numerator: string, denominator: string) => ({ value, numerator, denominator });
    expect(printedValue(part('99.96', '2499', '2500'), 1, '100')).toBe('99.96');
    expect(printedValue(part('100', '5', '5'), 1, '100')).toBe('100.0');
    expect(printedValue(part('412.345', '1', '2'), 1, '1000')).toBe('412.3');
    expect(printedValue(part('999.96', '24999', '25000'), 1, '1000')).toBe('999.96');
    expect(printedValue({ value: '17', numerator: '17', denominator: null }, 1, null)).toBe('17.0');
  });

  it('groups on screens', () => {
    expect(formatNumber('20436', 'zh-CN', 0)).toBe('20,436');
    expect(formatNumber('-1234567.895', 'en', 2)).toBe('-1,234,567.90');
    expect(formatNumber('-0.004', 'en', 0)).toBe('-0.004');
    expect(formatNumber('0', 'en', 2)).toBe('0.00');
    expect(formatNumber('0.5', 'en', 1)).toBe('0.5');
  });
});

/** The number that a printed 2万余 stands on. */
function readBack(printed: string): ExactDecimal {
  const match = /(\d+(?:\.\d+)?)(万|亿)?/.exec(printed);
  const scale = match?.[2] === '万' ? 10_000 : match?.[2] === '亿' ? 100_000_000 : 1;
  return new ExactDecimal(match?.[1] ?? 'NaN').times(scale);
}

describe('never states more than is true', () => {
  const value = fc.bigInt({ min: 0n, max: 10n ** 12n });
  const step = fc.integer({ min: 0, max: 8 }).map((power) => String(10 ** power));

  it('余, 超 and 近: the printed number is within one step below the value, or a twentieth of it above and marked 近', () => {
    fc.assert(
      fc.property(
        value,
        step,
        fc.constantFrom<'approximate' | 'over'>('approximate', 'over'),
        (number, width, style) => {
          const printed = print(String(number), { style, step: width }, '份');
          const stated = readBack(printed);
          const isMarked = /[余超近]/u.test(printed);
          const above = stated.minus(String(number));
          expect(above.greaterThan(0)).toBe(printed.includes('近'));
          expect(above.times(20).lessThanOrEqualTo(width)).toBe(true);
          expect(new ExactDecimal(String(number)).minus(stated).lessThan(width)).toBe(true);
          expect(isMarked).toBe(!stated.equals(String(number)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('per cent: 100% only for the whole', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.bigInt({ min: 0n, max: 10n ** 15n }),
        fc.integer({ min: 0, max: 2 }),
        (denominator, part, decimals) => {
          const numerator = part % (denominator + 1n);
          const quotient = new ExactDecimal(String(numerator))
            .dividedBy(String(denominator))
            .times(100)
            .toDecimalPlaces(12)
            .toFixed();
          const printed = formatFigure(
            { value: quotient, numerator: String(numerator), denominator: String(denominator), texts: [] },
            { style: 'percent', decimals },
            '',
            0,
          );
          expect(printed.startsWith('100')).toBe(numerator === denominator);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

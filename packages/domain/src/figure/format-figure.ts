import { ExactDecimal } from '../exact-decimal.ts';
import type { Locale } from '../localized.ts';
import type { FigureFormat } from './format.ts';
import type { IndicatorValue } from './value.ts';

/** What a figure prints from. With numerator and denominator, a share just below the whole can't print as 100%. */
export type FigureValue = Pick<IndicatorValue, 'value' | 'texts'> &
  Partial<Pick<IndicatorValue, 'numerator' | 'denominator' | 'answered' | 'expected'>>;

/** Printed where there is no value. */
export const noValue = '—';

/**
 * A figure as a document prints it, unit included, without grouping commas (公文). It never states more than is true:
 * 余 and 超 only where something was cut off, 近 where next to nothing is missing, and no rounding up to the whole.
 * @param unit printed after the number; percent and permille print their own sign instead.
 * @param decimals digits after the point for `exact`.
 */
export function formatFigure(figure: FigureValue, format: FigureFormat, unit: string, decimals: number): string {
  if (format.style === 'list') return formatList(figure.texts, format.most, unit);
  // Of nobody is said as well: it is what a reader has to know.
  if (format.style === 'answered' || format.style === 'expected') {
    const count = figure[format.style];
    return count === undefined ? noValue : `${count}${unit}`;
  }
  if (figure.value === null) return noValue;
  const value = new ExactDecimal(figure.value);
  switch (format.style) {
    case 'exact':
      return `${roundToPrint(value, decimals)}${unit}`;
    case 'approximate':
      return (
        formatNearly(value, format.step, unit) ??
        formatTruncated(value, format.step, unit, decimals, (number) => `${number}余`)
      );
    case 'over':
      return formatTruncated(value, format.step, unit, decimals, (number) => `超${number}`);
    case 'percent':
      return `${formatShare(figure, value, '100', format.decimals)}%`;
    case 'permille':
      return `${formatShare(figure, value, '1000', format.decimals)}‰`;
    case 'chinese':
      return `${chineseNumeral(value, decimals)}${unit}`;
  }
}

/**
 * The value of an indicator as it stands on a screen, without grouping: what is equal there is equal in rank and
 * colour.
 * @param decimals at least so many
 * @param whole what a share's whole is, which a part of it never reaches; null of what is no share
 * @returns null where there is no value
 */
export function printedValue(
  { value, numerator, denominator }: Pick<IndicatorValue, 'value' | 'numerator' | 'denominator'>,
  decimals: number,
  whole: '100' | '1000' | null,
): string | null {
  if (value === null) return null;
  // Most of a comparison's thousands of values, and nothing to round.
  if (whole === null && isWholeNumber.test(value)) return decimals > 0 ? `${value}.${'0'.repeat(decimals)}` : value;
  const exact = new ExactDecimal(value);
  // Only what is so near to it could be rounded to the whole.
  const isPart =
    whole !== null &&
    numerator !== null &&
    denominator !== null &&
    exact.times(100).greaterThan(new ExactDecimal(whole).times(99)) &&
    new ExactDecimal(numerator).lessThan(denominator);
  return roundToPrint(exact, decimals, isPart ? whole : null);
}

const isWholeNumber = /^(?:0|-?[1-9]\d*)$/;

/** A decimal string with grouping, for screens; rounded half up to `decimals`, a small one to two digits. */
export function formatNumber(value: string, locale: Locale, decimals: number): string {
  return groupDigits(roundToPrint(new ExactDecimal(value), decimals), locale);
}

/** A decimal string as it stands, its whole part grouped by three. */
export function groupDigits(fixed: string, locale: Locale): string {
  const [whole = '', fraction] = fixed.replace('-', '').split('.');
  // zh-CN and en group alike, by three.
  const separator = locale === 'zh-CN' || locale === 'en' ? ',' : ' ';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  const sign = fixed.startsWith('-') && /[1-9]/.test(fixed) ? '-' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

function formatTruncated(
  value: ExactDecimal,
  step: string,
  unit: string,
  decimals: number,
  mark: (number: string) => string,
): string {
  const width = new ExactDecimal(step);
  if (!width.greaterThan(0)) throw new RangeError(`step ${step}`);
  const truncated = value.dividedToIntegerBy(width).times(width);
  // Below one step there is no round number to stand on.
  if (!truncated.greaterThan(0))
    return `${roundToPrint(value, Math.max(decimals, Math.min(2, value.decimalPlaces())))}${unit}`;
  const number = roundNumeral(truncated);
  return `${truncated.equals(value) ? number : mark(number)}${unit}`;
}

/** 近2万 for 19 837 by 10 000: so little is missing that 1万余 would hide nearly a whole step. Null where more is. */
function formatNearly(value: ExactDecimal, step: string, unit: string): string | null {
  const width = new ExactDecimal(step);
  const next = value.dividedToIntegerBy(width).plus(1).times(width);
  const isNear = value.greaterThan(0) && next.minus(value).lessThanOrEqualTo(width.times('0.05'));
  return isNear ? `近${roundNumeral(next)}${unit}` : null;
}

/** 20000 → 2万, 23000 → 2.3万, 460 → 460: in 万 or 亿 where one decimal is enough. */
function roundNumeral(value: ExactDecimal): string {
  for (const [scale, name] of [
    ['100000000', '亿'],
    ['10000', '万'],
  ] as const) {
    const scaled = value.dividedBy(scale);
    if (scaled.greaterThanOrEqualTo(1) && scaled.decimalPlaces() <= 1) return `${scaled.toFixed()}${name}`;
  }
  return value.toFixed();
}

/** Rounded half up to at most so many decimals: 96%, not 96.0%. */
function formatShare(figure: FigureValue, value: ExactDecimal, whole: string, decimals: number): string {
  const isWhole =
    figure.numerator && figure.denominator
      ? new ExactDecimal(figure.numerator).greaterThanOrEqualTo(figure.denominator)
      : value.greaterThanOrEqualTo(whole);
  if (isWhole) return value.toDecimalPlaces(decimals, ExactDecimal.ROUND_HALF_UP).toFixed();
  // A quotient cut off in storage may have reached the whole.
  const exact =
    figure.numerator && figure.denominator && value.greaterThanOrEqualTo(whole)
      ? new ExactDecimal(figure.numerator).times(whole).dividedBy(figure.denominator)
      : value;
  return new ExactDecimal(roundToPrint(exact, decimals, whole)).toFixed();
}

const mostDecimals = 12;

/**
 * Rounded half up to `decimals`, and to more where so few would deceive: a real value below one keeps two significant
 * digits (0.04, never 0.0), and a part of the whole is never the whole (99.6, never 100).
 * @param whole what the value is known to lie below; null where it may reach it
 */
export function roundToPrint(value: ExactDecimal, decimals: number, whole: string | null = null): string {
  const deceives = (rounded: ExactDecimal, places: number): boolean =>
    (whole !== null && rounded.greaterThanOrEqualTo(whole)) ||
    (value.abs().lessThan(1) &&
      !rounded.equals(value) &&
      // One significant digit in the last place, or none at all.
      rounded.abs().lessThan(new ExactDecimal(10).toPower(1 - places)));
  for (let places = decimals; places <= mostDecimals; places += 1) {
    const rounded = value.toDecimalPlaces(places, ExactDecimal.ROUND_HALF_UP);
    if (!deceives(rounded, places)) return rounded.toFixed(places);
  }
  return value.toDecimalPlaces(mostDecimals, ExactDecimal.ROUND_DOWN).toFixed();
}

function formatList(texts: readonly string[], most: number, unit: string): string {
  if (texts.length === 0) return noValue;
  const shown = texts.slice(0, Math.max(1, most));
  // No 、 between two book-title marks (GB/T 15834).
  const joined = shown.reduce((text, item) =>
    text.endsWith('》') && item.startsWith('《') ? text + item : `${text}、${item}`,
  );
  return texts.length > shown.length ? `${joined}等${texts.length}${unit}` : joined;
}

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const places = ['', '十', '百', '千'] as const;

/** 17 → 十七, 2830 → 二千八百三十, 20436 → 二万零四百三十六. */
function chineseNumeral(value: ExactDecimal, decimals: number): string {
  const fixed = value.abs().toFixed(decimals, ExactDecimal.ROUND_HALF_UP);
  const [whole = '0', fraction = ''] = fixed.split('.');
  if (whole.length > 16) return value.toFixed(decimals);
  const sign = value.isNegative() && /[1-9]/.test(fixed) ? '负' : '';
  const point = fraction === '' ? '' : `点${[...fraction].map((digit) => digits[Number(digit)]).join('')}`;
  return `${sign}${chineseWhole(whole)}${point}`;
}

/** 3 → 三, 12 → 十二: of a place, from 1. */
export function chinesePlace(place: number): string {
  return chineseWhole(String(place));
}

function chineseWhole(whole: string): string {
  if (/^0+$/.test(whole)) return '零';
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 4) groups.unshift(whole.slice(Math.max(0, end - 4), end));
  const scales = ['', '万', '亿', '万亿'];
  let text = '';
  let needsZero = false;
  for (const [index, group] of groups.entries()) {
    if (/^0+$/.test(group)) {
      needsZero = text !== '';
      continue;
    }
    if (text !== '' && (needsZero || group.startsWith('0'))) text += '零';
    needsZero = false;
    text += chineseGroup(group.replace(/^0+/, '')) + (scales[groups.length - 1 - index] ?? '');
  }
  return text.startsWith('一十') ? text.slice(1) : text;
}

function chineseGroup(group: string): string {
  let text = '';
  let needsZero = false;
  for (const [index, digit] of [...group].entries()) {
    if (digit === '0') {
      needsZero = true;
      continue;
    }
    if (needsZero) text += '零';
    needsZero = false;
    text += `${digits[Number(digit)] ?? ''}${places[group.length - 1 - index] ?? ''}`;
  }
  return text;
}

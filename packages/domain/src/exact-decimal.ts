import { Decimal } from 'decimal.js';

/**
 * Exact arithmetic for figures: 40 significant digits, half up. Every other use of decimals in the product
 * takes this one.
 */
export const ExactDecimal = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, maxE: 400, minE: -400 });

export type ExactDecimal = Decimal;

const plainDecimal = /^-?\d+(\.\d+)?$/;

/** The same number without zeros before its digits, and without a sign where it is nought: −0 is 0, 00012 is 12. */
export function canonicalDecimal(text: string): string {
  const stripped = text.replace(/^(-?)0+(?=\d)/, '$1');
  return /^-[0.]+$/.test(stripped) ? stripped.slice(1) : stripped;
}

/** Whether a text is a decimal: digits, an optional point and sign, nothing else. */
export function isDecimalText(text: string): boolean {
  return plainDecimal.test(text);
}

const longestKept = 4;
const kept = new Map<string, ExactDecimal>();

/** The number that a plain decimal says. Counts are short, and read over and over: each short text is read once. */
export function decimalOf(text: string): ExactDecimal {
  if (text.length > longestKept) return new ExactDecimal(text);
  const known = kept.get(text);
  if (known) return known;
  const made = new ExactDecimal(text);
  kept.set(text, made);
  return made;
}

/** Up to so many characters a double holds every digit, so that the order of two of them is that of their doubles. */
const exactInDouble = 15;

/** Negative where the first decimal is the smaller, 0 where they are equal. */
export function compareDecimals(one: string, other: string): number {
  return one.length <= exactInDouble && other.length <= exactInDouble
    ? Number(one) - Number(other)
    : new ExactDecimal(one).comparedTo(other);
}

/**
 * Numerator times factor over denominator, cut off after 20 decimals and not rounded: the one rounding, at formatting,
 * then falls as it would on the exact quotient. Null where either is missing or the denominator is zero.
 */
export function quotient(numerator: string | null, denominator: string | null, factor: string): string | null {
  if (numerator === null || denominator === null) return null;
  const divisor = new ExactDecimal(denominator);
  if (divisor.isZero()) return null;
  const scaled = new Division(numerator).times(factor).dividedBy(divisor);
  return scaled.toDecimalPlaces(20, ExactDecimal.ROUND_DOWN).toFixed();
}

/** Of figures of any size, to their last digit; zero of none. */
export function exactSum(values: readonly string[]): string {
  return values.reduce((sum, value) => sum.plus(value), new Division(0)).toFixed();
}

export function exactProduct(value: string, by: string): string {
  return new Division(value).times(by).toFixed();
}

/** Wide enough that no digit above the cut is ever a rounded one. */
const Division = ExactDecimal.clone({ precision: 120, rounding: Decimal.ROUND_DOWN });

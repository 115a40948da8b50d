import { Decimal } from 'decimal.js';

/** Exact arithmetic for figures: 40 significant digits, half up. Every other use of decimals in the product takes this one. */
export const ExactDecimal = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, maxE: 400, minE: -400 });

export type ExactDecimal = Decimal;

const plainDecimal = /^-?\d+(\.\d+)?$/;

/** Whether a text is a canonical decimal: digits, an optional point and sign, nothing else. */
export function isDecimalText(text: string): boolean {
  return plainDecimal.test(text);
}

import { ExactDecimal } from '../exact-decimal.ts';

/**
 * A rolled-up value. Numerator and denominator are kept, never a quotient; `value` is numerator times factor (over
 * denominator), cut off after 20 decimals so that the one rounding, at formatting, is right; null where nobody answered
 * or the denominator is zero.
 */
export interface IndicatorValue {
  readonly code: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[];
  /** Direct reporters that answered, of those expected: schools for a bureau, bureaus (and own schools) for a city. */
  readonly answered: number;
  readonly expected: number;
  /** Above the first level: the schools behind the children's figures. Absent where the reporters are the schools. */
  readonly leaves?: { readonly answered: number; readonly expected: number };
}

/** Whether fewer answered than the indicator's floor asks: marked wherever it is shown. */
export function isPartial(value: Pick<IndicatorValue, 'answered' | 'expected'> | null, floor: string): boolean {
  if (!value || value.expected === 0) return false;
  return new ExactDecimal(value.answered).dividedBy(value.expected).lessThan(floor);
}

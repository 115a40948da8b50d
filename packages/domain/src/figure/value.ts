import type { FigureScope } from './figure-scope.ts';

/**
 * A rolled-up value. Numerator and denominator are kept, never a quotient; `value` is numerator times factor (over
 * denominator), cut off after 20 decimals so that the one rounding, at formatting, is right; null where nobody answered
 * or the denominator is zero.
 */
export interface IndicatorValue {
  readonly code: string;
  /** Absent: of the whole year. */
  readonly scope?: FigureScope;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[];
  /**
   * n of N: of what is owed (each school in each period that was opened to it; of a stock in the latest one alone; each
   * bureau below once) what is accepted and answered.
   */
  readonly answered: number;
  readonly expected: number;
  /**
   * Ordinals of the periods opened of what it asks for. Absent in what was frozen before they were kept: the year's.
   */
  readonly periods?: readonly number[];
  /** Above the first level: the schools behind the children's figures. Absent where the reporters are the schools. */
  readonly leaves?: { readonly answered: number; readonly expected: number };
}

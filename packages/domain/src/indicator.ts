import type { FigureFormat } from './figure-format.ts';
import type { Localized } from './localized.ts';
import type { UnitFilter } from './org-unit.ts';

/** Within each reporter, over the periods of the year. Default: by the element's flow (`sum`) or stock (`latest`). */
export type PeriodOperator = 'sum' | 'latest' | 'max' | 'mean';

export interface Predicate {
  readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
  /** A choice's or boolean's code, or a decimal. */
  readonly value: string;
}

/** What one side of an indicator takes from each reporter, after its periods are folded into one value. */
export interface Term {
  readonly element: string;
  /** Option codes that count; absent means all, summed within the reporter. */
  readonly keys?: readonly string[];
  readonly over?: PeriodOperator;
  /** `sum` adds the values; `count` counts reporters whose value meets `where` (any answer, without it). */
  readonly take: 'sum' | 'count';
  readonly where?: Predicate;
}

export type IndicatorOperator =
  | { readonly op: 'total'; readonly of: Term }
  /** Sum of numerators over sum of denominators at every level; never a mean of ratios. */
  | { readonly op: 'ratio'; readonly of: Term; readonly per: Term; readonly factor: string }
  | { readonly op: 'mean' | 'min' | 'max' | 'median'; readonly of: Term }
  /** Texts of a register column or text element: all distinct ones as a list, or how many there are. */
  | { readonly op: 'list' | 'distinct'; readonly of: { readonly element: string } };

export interface IndicatorDefinition {
  /** `[a-z][a-z0-9_]*`, the identity by which years compare. */
  readonly code: string;
  readonly group: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly operator: IndicatorOperator;
  /** Which children count. */
  readonly children?: UnitFilter;
  /** Digits after the point when shown as a number; one rounding, half up, at formatting. */
  readonly decimals: number;
  /** A figure with n/N below this (0–1) is marked partial. */
  readonly coverageFloor: string;
  readonly format: FigureFormat;
  /** Counted persons, compared per this many of another indicator where sensible. */
  readonly comparable: boolean;
  /** Of districts, more is better (true), worse (false) or neither (null): the comparison colours by it. */
  readonly moreIsBetter: boolean | null;
}

export interface IndicatorGroup {
  readonly code: string;
  readonly label: Localized;
}

/**
 * A rolled-up value. Numerator and denominator are kept, never a quotient; `value` is their exact quotient times the
 * factor to 12 digits, or null where nobody answered or the denominator is zero.
 */
export interface IndicatorValue {
  readonly code: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[];
  /** Reporters that answered, of those expected. */
  readonly answered: number;
  readonly expected: number;
}

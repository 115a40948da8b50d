import type { FigureFormat } from '../figure/format.ts';
import type { Localized } from '../localized.ts';
import type { UnitFilter } from '../org-unit.ts';
import type { IndicatorScale } from './scale.ts';

/** Within each reporter, over the periods of the year. Default: by the element's flow (`sum`) or stock (`latest`). */
export type PeriodOperator = (typeof periodOperators)[number];

export const periodOperators = ['sum', 'latest', 'mean', 'max', 'min'] as const;

export interface Predicate {
  readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
  /** A choice's or boolean's code, or a decimal. */
  readonly value: string;
}

/** What one side of an indicator takes from each reporter, after its periods are folded into one value. */
export interface Term {
  readonly element: string;
  /**
   * Keys of the cells that count, or options of one of several dimensions for all their cells; absent means all, summed
   * within the reporter.
   */
  readonly keys?: readonly string[];
  readonly over?: PeriodOperator;
  /** `sum` adds the values; `count` counts reporters whose value meets `where` (any answer, without it). */
  readonly take: 'sum' | 'count';
  readonly where?: Predicate;
}

/** `factor` multiplies the value shown, never the numerator kept; absent means 1. */
export type IndicatorOperator =
  | { readonly op: 'total'; readonly of: Term; readonly factor?: string }
  /** Sum of numerators over sum of denominators at every level; never a mean of ratios. */
  | { readonly op: 'ratio'; readonly of: Term; readonly per: Term; readonly factor: string }
  /** Over reporters. A median above the first level is over the direct children, and says so. */
  | { readonly op: 'mean' | 'min' | 'max' | 'median'; readonly of: Term; readonly factor?: string }
  /** Σ value·weight over Σ weight, of the reporters that have both. */
  | { readonly op: 'weighted_mean'; readonly of: Term; readonly weight: Term; readonly factor?: string }
  /** Texts of a register column or text element: all distinct ones as a list, or how many there are. */
  | { readonly op: 'list' | 'distinct'; readonly of: { readonly element: string } };

export interface IndicatorDefinition {
  /** `[a-z][a-z0-9_]*`, the identity by which years compare. */
  readonly code: string;
  readonly group: string;
  readonly label: Localized;
  readonly unit: Localized;
  readonly operator: IndicatorOperator;
  /** Which children count: all, by kind, or a named group. */
  readonly children?: UnitFilter;
  /** Digits after the point when shown as a number; one rounding, half up, at formatting. */
  readonly decimals: number;
  /** A figure with n/N below this (0–1) is marked partial. */
  readonly coverageFloor: string;
  readonly format: FigureFormat;
  /** Whether districts are shown beside each other in it. */
  readonly comparable: boolean;
  /** What a total that is set against this one is called, by how many of it: 班均, 每千名学生. */
  readonly asBase?: readonly BaseName[];
  /** On what base they are ranked and coloured; `scaleOf` says it where absent. */
  readonly scale?: IndicatorScale;
  /** Of districts, more is better (true), worse (false) or neither (null): the comparison colours by it. */
  readonly moreIsBetter: boolean | null;
}

export interface BaseName {
  readonly times: string;
  readonly label: Localized;
}

export interface IndicatorGroup {
  readonly code: string;
  readonly label: Localized;
  /** The part of its programme that its indicators are figures of; absent where they always are. */
  readonly part?: string;
}

/** The elements that an operator reads: its own side first. */
export function operandsOf(operator: IndicatorOperator): readonly Term[] {
  switch (operator.op) {
    case 'ratio':
      return [operator.of, operator.per];
    case 'weighted_mean':
      return [operator.of, operator.weight];
    case 'list':
    case 'distinct':
      return [];
    case 'total':
    case 'mean':
    case 'min':
    case 'max':
    case 'median':
      return [operator.of];
  }
}

/** Whether values of it are quotients: compared as they are, not again per thousand. */
export function isQuotient(operator: Pick<IndicatorOperator, 'op'>): boolean {
  return operator.op === 'ratio' || operator.op === 'mean' || operator.op === 'weighted_mean';
}

export function factorOf(operator: IndicatorOperator): string {
  return 'factor' in operator && operator.factor !== undefined ? operator.factor : '1';
}

/**
 * Whether units add up to the whole: only then is a part's share, or what a hidden part would give away, a subtraction.
 */
export function isAdditive(operator: Pick<IndicatorOperator, 'op'>): boolean {
  return operator.op === 'total';
}

import { ExactDecimal } from '../exact-decimal.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { Localized } from '../localized.ts';

/** 勾稽关系 between a report's figures: sums of numerators that must agree, or not exceed. */
export interface Balance {
  readonly code: string;
  readonly label: Localized;
  readonly left: readonly string[];
  readonly relation: 'equal' | 'at_most';
  readonly right: readonly string[];
}

export interface BalanceResult {
  readonly code: string;
  readonly label: Localized;
  readonly relation: Balance['relation'];
  /** Null where a figure of that side has no value: then nothing can be said. */
  readonly left: string | null;
  readonly right: string | null;
  readonly holds: boolean | null;
}

/** Every balance, worked out on rolled-up figures. */
export function checkBalances(
  balances: readonly Balance[],
  figures: ReadonlyMap<string, IndicatorValue>,
): readonly BalanceResult[] {
  const sum = (codes: readonly string[]): ExactDecimal | null =>
    codes.reduce<ExactDecimal | null>((total, code) => {
      const value = figures.get(code)?.numerator ?? null;
      return total === null || value === null ? null : total.plus(value);
    }, new ExactDecimal(0));
  return balances.map(({ code, label, relation, left, right }) => {
    const [a, b] = [sum(left), sum(right)];
    const holds = a === null || b === null ? null : relation === 'equal' ? a.equals(b) : a.lessThanOrEqualTo(b);
    return { code, label, relation, left: a?.toFixed() ?? null, right: b?.toFixed() ?? null, holds };
  });
}

import {
  ExactDecimal,
  factorOf,
  isQuotient,
  quotient,
  type IndicatorDefinition,
  type IndicatorValue,
} from '@huibao/domain';

/** Sum over sum for quotients, else the mean of the districts' values. */
export function meanOf(indicator: IndicatorDefinition, figures: readonly IndicatorValue[]): string | null {
  if (figures.length === 0) return null;
  if (isQuotient(indicator.operator))
    return quotient(
      sumOf(figures.map((one) => one.numerator)),
      sumOf(figures.map((one) => one.denominator)),
      factorOf(indicator.operator),
    );
  const values = figures.flatMap((one) => one.value ?? []);
  return quotient(sumOf(values), String(values.length), '1');
}

/** What has none counts as nothing. */
export function sumOf(values: readonly (string | null | undefined)[]): string {
  return values.reduce<ExactDecimal>((total, value) => total.plus(value ?? '0'), new ExactDecimal(0)).toFixed();
}

export function medianOf(values: readonly string[]): string | null {
  const sorted = values.map((value) => new ExactDecimal(value)).sort((a, b) => a.comparedTo(b));
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (!upper) return null;
  const lower = sorted.length % 2 === 1 ? upper : (sorted[middle - 1] ?? upper);
  return upper.plus(lower).dividedBy(2).toFixed();
}

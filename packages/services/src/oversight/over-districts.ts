import {
  ExactDecimal,
  factorOf,
  isQuotient,
  quotient,
  roundToPrint,
  type IndicatorDefinition,
  type IndicatorValue,
} from '@huibao/domain';
import type { Compared } from './compared-value.ts';

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

/** The mean of what is compared, as it is shown: of a base, sum over sum as well. */
export function meanText(
  { indicator, base, decimals }: Compared,
  districts: readonly ReadonlyMap<string, IndicatorValue>[],
): string | null {
  const of = (code: string): readonly IndicatorValue[] => districts.flatMap((figures) => figures.get(code) ?? []);
  const own = of(indicator.code);
  const mean =
    base === null || own.length === 0
      ? meanOf(indicator, own)
      : quotient(sumOf(own.map((one) => one.value)), sumOf(of(base.per).map((one) => one.value)), base.times);
  const places = isQuotient(indicator.operator) || base !== null ? decimals : Math.max(1, decimals);
  return mean === null ? null : roundToPrint(new ExactDecimal(mean), places);
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

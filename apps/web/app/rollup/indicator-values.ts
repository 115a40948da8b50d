import { ExactDecimal, formatNumber, noValue, type IndicatorValue, type Locale } from '@huibao/domain';

/** A value as tables show it: grouped, the indicator's decimals; a list by how many it names. */
export function shownValue(value: Pick<IndicatorValue, 'value'> | null, decimals: number, locale: Locale): string {
  return typeof value?.value !== 'string' ? noValue : formatNumber(value.value, locale, decimals);
}

/** 0.9 → 90. */
export function percentOf(share: string): string {
  return new ExactDecimal(share).times(100).toFixed();
}

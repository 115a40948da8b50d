import { ExactDecimal, formatNumber, noValue, type IndicatorValue, type Locale } from '@huibao/domain';

/** A value as tables show it: grouped, the indicator's decimals; a list by how many it names. */
export function shownValue(value: Pick<IndicatorValue, 'value'> | null, decimals: number, locale: Locale): string {
  return typeof value?.value !== 'string' ? noValue : formatNumber(value.value, locale, decimals);
}

/** Against last year, per cent with a sign; null where it can't be said. */
export function changeText(now: string | null | undefined, before: string | null | undefined): string | null {
  if (typeof now !== 'string' || typeof before !== 'string') return null;
  const base = new ExactDecimal(before);
  if (base.isZero()) return null;
  const change = new ExactDecimal(now)
    .minus(base)
    .dividedBy(base.abs())
    .times(100)
    .toFixed(1, ExactDecimal.ROUND_HALF_UP);
  return signed(change);
}

/** +6.1%, −4.2%, 0.0%. */
export function signed(change: string): string {
  if (/^-?0(\.0+)?$/.test(change)) return `${change.replace('-', '')}%`;
  return change.startsWith('-') ? `−${change.slice(1)}%` : `+${change}%`;
}

/** 0.9 → 90. */
export function percentOf(share: string): string {
  return new ExactDecimal(share).times(100).toFixed();
}

import {
  ExactDecimal,
  printedValue,
  quotient,
  roundToPrint,
  scaleOf,
  type IndicatorDefinition,
  type IndicatorScale,
  type IndicatorValue,
  type ScaleBase,
} from '@huibao/domain';

/** What districts are compared in: an indicator as it is, or so many of it for each of a base. */
export interface Compared {
  readonly indicator: IndicatorDefinition;
  readonly base: ScaleBase | null;
  /** Whether a rank says more than how large a district is. */
  readonly isRanked: boolean;
  /** Digits after the point that are shown, at least. */
  readonly decimals: number;
}

/** By the indicator's own scale, or by the one that somebody chose (null: as it is). */
export function comparedBy(indicator: IndicatorDefinition, chosen?: ScaleBase | null): Compared {
  const declared = scaleOf(indicator);
  const scale: IndicatorScale =
    chosen === undefined ? declared : (chosen ?? (declared === 'own' ? 'own' : 'not_ranked'));
  const base = typeof scale === 'object' ? scale : null;
  const isMean = base !== null || indicator.operator.op === 'mean';
  return {
    indicator,
    base,
    isRanked: scale !== 'not_ranked',
    decimals: isMean ? Math.max(1, indicator.decimals) : indicator.decimals,
  };
}

/** The exact value compared; null where either side has none. */
export function comparedValue(
  { indicator, base }: Compared,
  figures: ReadonlyMap<string, IndicatorValue>,
): string | null {
  const figure = figures.get(indicator.code);
  if (!figure) return null;
  return base === null ? figure.value : quotient(figure.value, figures.get(base.per)?.value ?? null, base.times);
}

/** The same as it is shown: what is equal there is equal in rank and colour. */
export function comparedText(compared: Compared, figures: ReadonlyMap<string, IndicatorValue>): string | null {
  const { indicator, base, decimals } = compared;
  const figure = figures.get(indicator.code);
  if (base === null) return figure ? printedValue(figure, decimals, wholeOf(indicator)) : null;
  const value = comparedValue(compared, figures);
  return value === null ? null : roundToPrint(new ExactDecimal(value), decimals);
}

function wholeOf({ format: { style } }: IndicatorDefinition): '100' | '1000' | null {
  return style === 'percent' ? '100' : style === 'permille' ? '1000' : null;
}

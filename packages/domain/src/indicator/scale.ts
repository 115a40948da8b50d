import { isQuotient, type IndicatorDefinition } from './definition.ts';

/**
 * What a total is set against, so that a large district and a small one are compared: `times` of it for each of `per`.
 */
export interface ScaleBase {
  /** The indicator that says how large a district is: schools, classes, pupils. */
  readonly per: string;
  readonly times: string;
}

/**
 * On what base districts of different size are ranked and coloured: `own`, the value is a share or a mean already;
 * `not_ranked`, they are shown, and nobody is first.
 */
export type IndicatorScale = 'own' | 'not_ranked' | ScaleBase;

/** As declared; else of a quotient its own, and of a total none: a total's rank is the district's size. */
export function scaleOf({ scale, operator }: Pick<IndicatorDefinition, 'scale' | 'operator'>): IndicatorScale {
  return scale ?? (isQuotient(operator) ? 'own' : 'not_ranked');
}

/** The bases that a programme's indicators name, each once, in their order. */
export function scaleBasesOf(indicators: readonly IndicatorDefinition[]): readonly ScaleBase[] {
  const codes = new Set(indicators.map((indicator) => indicator.code));
  const bases = indicators.flatMap((indicator) => {
    const scale = scaleOf(indicator);
    return typeof scale === 'object' && codes.has(scale.per) ? [[scale.per, scale] as const] : [];
  });
  return [...new Map(bases.toReversed()).values()].toReversed();
}

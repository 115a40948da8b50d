import { levelOfCode, type IndicatorDefinition } from '@huibao/domain';

/** Indicators of the programme itself, then of each level that added some, as their codes say. */
export function byOwner(indicators: readonly IndicatorDefinition[]): readonly (readonly IndicatorDefinition[])[] {
  return [...Map.groupBy(indicators, ({ code }) => levelOfCode(code)).values()];
}

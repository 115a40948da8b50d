import { collectedElements, countsPersons, hiddenCells, type IndicatorDefinition } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';

/** One district's numerator in a comparison, and whether it goes into the city's mean. */
export interface ComparedNumerator {
  readonly unitId: number;
  readonly numerator: string | null;
  readonly isCounted: boolean;
}

/**
 * Whose value of an indicator may not be shown across districts: small counts of persons and, since the city's mean and the
 * number of districts give their sum, the next smallest with a single one. Nobody's where persons aren't counted.
 */
export function hiddenDistricts(edition: Edition, indicator: IndicatorDefinition, compared: readonly ComparedNumerator[]): ReadonlySet<number> {
  if (!countsPersons(indicator, elementsOfEdition(edition))) return new Set();
  const cells = compared.map(({ unitId, numerator }) => ({ id: String(unitId), value: numerator, countsPersons: true }));
  return new Set([...hiddenCells(cells, [{ total: null, parts: compared.filter((one) => one.isCounted).map((one) => String(one.unitId)) }])].map(Number));
}

const known = new WeakMap<readonly unknown[], ReturnType<typeof collectedElements>>();

/** Forms of an edition never change: gathered once. */
function elementsOfEdition({ forms }: Edition): ReturnType<typeof collectedElements> {
  const elements = known.get(forms) ?? collectedElements({ forms: forms.map((form) => form.definition) });
  known.set(forms, elements);
  return elements;
}

import { collectedElements, hiddenAmong, type IndicatorValue } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import type { Delivered } from './delivery.repository.ts';

/** Whether totals of the districts are of it, too: more than means, which take whole years alone. */
function isAnswered(value: IndicatorValue | undefined): boolean {
  return value !== undefined && value.expected > 0 && value.answered >= value.expected;
}

/**
 * Whose value of which indicator may not be shown across districts in a year: small counts of persons, and what would
 * give one away, whether by a district's other figures or by the other districts'. All indicators together, since
 * whoever sees one can see the next.
 */
export function hiddenDistricts(
  edition: Edition,
  ofYear: readonly Delivered[],
): (unitId: number, code: string) => boolean {
  const hidden = hiddenAmong(
    edition.indicators,
    elementsOfEdition(edition),
    ofYear.map(({ unitId, state, figures }) => ({
      id: String(unitId),
      figures,
      isCounted: (code) => state === 'accepted' && isAnswered(figures.get(code)),
    })),
  );
  return (unitId, code) => hidden.has(`${unitId}/${code}`);
}

const known = new WeakMap<readonly unknown[], ReturnType<typeof collectedElements>>();

/** Forms of an edition never change: gathered once. */
function elementsOfEdition({ forms }: Edition): ReturnType<typeof collectedElements> {
  const elements = known.get(forms) ?? collectedElements({ forms: forms.map((form) => form.definition) });
  known.set(forms, elements);
  return elements;
}

import {
  collectedElements,
  figuresOf,
  hiddenFigures,
  type IndicatorDefinition,
  type IndicatorValue,
  type SectionContent,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';

type Sections = readonly { readonly content: SectionContent }[];

/** The indicators whose figures stand in a text, by their codes. */
export function usedCodes(sections: Sections): ReadonlySet<string> {
  return new Set(sections.flatMap((section) => figuresOf(section.content)).map((figure) => figure.attrs.indicator));
}

/** The same in the edition's order. */
export function usedIndicators(edition: Edition, sections: Sections): readonly IndicatorDefinition[] {
  const used = usedCodes(sections);
  return edition.indicators.filter((indicator) => used.has(indicator.code));
}

/** Codes of the figures that the public copy of a text may not print. */
export function hiddenInPublic(
  edition: Edition,
  sections: Sections,
  figures: ReadonlyMap<string, IndicatorValue>,
): ReadonlySet<string> {
  return hiddenFigures(
    usedIndicators(edition, sections),
    collectedElements({ forms: edition.forms.map((form) => form.definition) }),
    figures,
  );
}

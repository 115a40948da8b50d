import { indicatorsOfProse, type IndicatorDefinition, type SectionContent } from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { hiddenInText } from '../rollup/hidden-in-public.ts';
import type { Figures, Reader } from '../rollup/roll-up.ts';

type Sections = readonly { readonly content: SectionContent }[];

/** The indicators that a text stands on, by their codes: those that it prints or may print, and asks about. */
export function usedCodes(sections: Sections): ReadonlySet<string> {
  return new Set(sections.flatMap((section) => indicatorsOfProse(section.content)));
}

/** The same in the edition's order. */
export function usedIndicators(edition: Edition, sections: Sections): readonly IndicatorDefinition[] {
  const used = usedCodes(sections);
  return edition.indicators.filter((indicator) => used.has(indicator.code));
}

/** Codes of the figures that the public copy of a text may not print. */
export function hiddenInPublic(
  reader: Reader,
  edition: Edition,
  sections: Sections,
  figures: Figures,
): Promise<ReadonlySet<string>> {
  return hiddenInText(reader, edition, usedCodes(sections), figures);
}

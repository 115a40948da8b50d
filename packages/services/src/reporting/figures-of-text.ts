import {
  figureKey,
  uniqueFigures,
  usedFigures,
  type FigureKey,
  type FigureRef,
  type IndicatorDefinition,
  type SectionContent,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';
import { hiddenInText } from '../rollup/hidden-in-public.ts';
import type { Figures, Reader } from '../rollup/roll-up.ts';

export type Sections = readonly { readonly content: SectionContent }[];

/** What a text stands on, each once: what it prints or may print, and asks about. */
export function figuresUsed(sections: Sections): readonly FigureRef[] {
  return uniqueFigures(sections.flatMap((section) => usedFigures(section.content)));
}

/** The same in the order of the edition's indicators, each of the year before its parts; those that it has. */
export function figuresInOrder({ indicators }: Edition, sections: Sections): readonly FigureRef[] {
  const byIndicator = Map.groupBy(figuresUsed(sections), ({ indicator }) => indicator);
  return indicators.flatMap(({ code }) =>
    (byIndicator.get(code) ?? []).toSorted((a, b) => (figureKey(a) < figureKey(b) ? -1 : 1)),
  );
}

/** The indicators that it stands on, in the edition's order. */
export function usedIndicators(edition: Edition, sections: Sections): readonly IndicatorDefinition[] {
  const used = new Set(figuresUsed(sections).map(({ indicator }) => indicator));
  return edition.indicators.filter((indicator) => used.has(indicator.code));
}

/** Keys of the figures that the public copy of a text may not print. */
export function hiddenInPublic(
  reader: Reader,
  edition: Edition,
  sections: Sections,
  figures: Figures,
): Promise<ReadonlySet<FigureKey>> {
  return hiddenInText(reader, edition, new Set(figuresUsed(sections).map(figureKey)), figures);
}

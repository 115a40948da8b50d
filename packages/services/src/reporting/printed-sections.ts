import {
  printedContent,
  statesOf,
  type IndicatorValue,
  type PrintedContent,
  type SectionContent,
} from '@huibao/domain';

export type Printed<Section extends { readonly content: SectionContent }> = Omit<Section, 'content'> & {
  readonly content: PrintedContent;
};

/**
 * A report's sections as these figures print them, every condition decided.
 * @param hidden what this copy doesn't say
 */
export function printedSections<Section extends { readonly content: SectionContent }>(
  sections: readonly Section[],
  figures: ReadonlyMap<string, IndicatorValue>,
  hidden?: ReadonlySet<string>,
): readonly Printed<Section>[] {
  const stateOf = statesOf(figures, hidden);
  return sections.map((section) => ({ ...section, content: printedContent(section.content, stateOf) }));
}

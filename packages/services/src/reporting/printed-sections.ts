import {
  numberSections,
  printedContent,
  statesOf,
  type IndicatorValue,
  type PrintedContent,
  type SectionContent,
} from '@huibao/domain';
import type { SectionText } from './section.repository.ts';

/** With the number of its place in its heading, if it is printed. */
export type Printed<Section extends { readonly content: SectionContent }> = Omit<Section, 'content'> & {
  readonly content: PrintedContent;
  readonly isPrinted: boolean;
};

/**
 * A report's sections as these figures print them, every condition decided and every heading numbered.
 * @param hidden what this copy doesn't say
 */
export function printedSections<Section extends SectionText>(
  sections: readonly Section[],
  figures: ReadonlyMap<string, IndicatorValue>,
  hidden?: ReadonlySet<string>,
): readonly Printed<Section>[] {
  const stateOf = statesOf(figures, hidden);
  return numberSections(sections.map((section) => ({ ...section, content: printedContent(section.content, stateOf) })));
}

import {
  conditionsOfProse,
  figuresOf,
  indicatorsOfProse,
  listMoved,
  stateOfFigure,
  termsOfCondition,
  type IndicatorValue,
  type MovedFigure,
} from '@huibao/domain';
import { printedSections } from './printed-sections.ts';
import type { SectionText } from './section.repository.ts';

/**
 * The figures that changed a text: those that it prints now, and those by which a condition decides otherwise than it
 * did. One that stands in a sentence which isn't printed changes nothing.
 */
export function listMovedInText(
  sections: readonly SectionText[],
  before: ReadonlyMap<string, IndicatorValue>,
  after: ReadonlyMap<string, IndicatorValue>,
): readonly MovedFigure[] {
  const printed = new Set(
    printedSections(sections, after)
      .flatMap(({ content }) => figuresOf(content))
      .map(({ attrs }) => attrs.indicator),
  );
  const decidedAnew = new Set(
    sections
      .flatMap(({ content }) => conditionsOfProse(content))
      .flatMap(termsOfCondition)
      .filter(
        ({ indicator, is, of }) =>
          is.includes(stateOfFigure(before.get(indicator), of)) !==
          is.includes(stateOfFigure(after.get(indicator), of)),
      )
      .map(({ indicator }) => indicator),
  );
  const used = new Set(sections.flatMap(({ content }) => indicatorsOfProse(content)));
  return listMoved(
    [...used].filter((code) => printed.has(code) || decidedAnew.has(code)),
    before,
    after,
  );
}

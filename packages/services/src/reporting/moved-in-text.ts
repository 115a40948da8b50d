import {
  conditionsOfProse,
  figureKey,
  figuresOf,
  listMoved,
  stateOfFigure,
  termsOfCondition,
  type IndicatorValue,
  type MovedFigure,
} from '@huibao/domain';
import { figuresUsed } from './figures-of-text.ts';
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
      .map(({ attrs }) => figureKey(attrs)),
  );
  const decidedAnew = new Set(
    sections
      .flatMap(({ content }) => conditionsOfProse(content))
      .flatMap(termsOfCondition)
      .filter(
        ({ is, of, ...figure }) =>
          is.includes(stateOfFigure(before.get(figureKey(figure)), of)) !==
          is.includes(stateOfFigure(after.get(figureKey(figure)), of)),
      )
      .map((term) => figureKey(term)),
  );
  return listMoved(
    figuresUsed(sections).filter((one) => printed.has(figureKey(one)) || decidedAnew.has(figureKey(one))),
    before,
    after,
  );
}

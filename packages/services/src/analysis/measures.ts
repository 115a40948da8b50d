import {
  breakdownsOf,
  crossingElements,
  elementsOf,
  indicatorOfElement,
  keysRead,
  keysWithin,
  operandsOf,
  withRetired,
  type DataElement,
  type Dimension,
  type IndicatorDefinition,
  type PivotMeasure,
  type Term,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';

/** What a year's edition says of a measure: its definition, and what it comes apart by. */
export interface YearMeasure {
  readonly definition: IndicatorDefinition;
  readonly breakdowns: readonly Dimension[];
}

/** Elements of the forms, by code, that facts are kept of: those asked no more among them. */
export function elementsByCode(edition: Edition): ReadonlyMap<string, DataElement> {
  return new Map(
    edition.forms
      .map(({ definition }) => withRetired(definition))
      .flatMap((form) => elementsOf(form).filter(({ code }) => !crossingElements(form).has(code)))
      .filter(({ code }) => edition.elementIds.has(code))
      .map((element) => [element.code, element]),
  );
}

/** Undefined where the year doesn't know it. */
export function findMeasure(
  edition: Edition,
  elements: ReadonlyMap<string, DataElement>,
  measure: PivotMeasure,
): YearMeasure | undefined {
  const element = 'element' in measure ? elements.get(measure.element) : undefined;
  const definition =
    'indicator' in measure
      ? edition.indicators.find((one) => one.code === measure.indicator)
      : element && indicatorOfElement(element);
  return definition && { definition, breakdowns: breakdownsOfIndicator(definition, elements) };
}

function breakdownsOfIndicator(
  { operator }: IndicatorDefinition,
  elements: ReadonlyMap<string, DataElement>,
): readonly Dimension[] {
  const own = operandsOf(operator)[0];
  const element = own && elements.get(own.element);
  if (!element) return [];
  // What has options of its own comes apart by those that are read; a choice, counted, by the answers that count.
  if (!element.dimension && own.take !== 'count') return [];
  const read = new Set(element.dimension ? keysRead(element, own.keys) : []);
  const isRead = (option: string): boolean =>
    element.dimension ? keysWithin(element, option).some((key) => read.has(key)) : isAnswerCounted(own, option);
  return breakdownsOf(element).map((one) => ({ ...one, options: one.options.filter(({ code }) => isRead(code)) }));
}

function isAnswerCounted({ where }: Term, answer: string): boolean {
  return where === undefined || (where.op === 'eq') === (where.value === answer);
}

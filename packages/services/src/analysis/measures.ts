import {
  breakdownOf,
  elementsOf,
  indicatorOfElement,
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
  readonly breakdown: Dimension | null;
}

/** Elements of the forms, by code, that facts are kept of: those asked no more among them. */
export function elementsByCode(edition: Edition): ReadonlyMap<string, DataElement> {
  return new Map(
    edition.forms
      .flatMap(({ definition }) => elementsOf(withRetired(definition)))
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
  return definition && { definition, breakdown: breakdownOfIndicator(definition, elements) };
}

function breakdownOfIndicator(
  { operator }: IndicatorDefinition,
  elements: ReadonlyMap<string, DataElement>,
): Dimension | null {
  const own = operandsOf(operator)[0];
  const element = own && elements.get(own.element);
  const breakdown = element ? breakdownOf(element) : null;
  if (!breakdown || !own) return null;
  // What has options of its own comes apart by those that are read; a choice, counted, by the answers that count.
  if (!element?.dimension && own.take !== 'count') return null;
  const isRead = element?.dimension ? isKeyRead : isAnswerCounted;
  return { ...breakdown, options: breakdown.options.filter(({ code }) => isRead(own, code)) };
}

function isKeyRead({ keys }: Term, option: string): boolean {
  return keys === undefined || keys.includes(option);
}

function isAnswerCounted({ where }: Term, answer: string): boolean {
  return where === undefined || (where.op === 'eq') === (where.value === answer);
}

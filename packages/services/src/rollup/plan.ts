import {
  columnCode, elementsOf, registersOf,
  type DataElement, type IndicatorDefinition, type PeriodOperator, type Predicate, type UnitFilter,
} from '@huibao/domain';
import type { Edition } from '../forms/edition.repository.ts';

/** One thing that the statement takes from every reporter, made from one side of an indicator. */
export interface PlannedTerm {
  readonly indicator: string;
  readonly side: 'of' | 'per';
  readonly elementId: number;
  readonly form: string;
  readonly keys: readonly string[] | null;
  readonly over: PeriodOperator;
  readonly isText: boolean;
  readonly where: Predicate | null;
  readonly filter: UnitFilter;
}

interface Place {
  readonly form: string;
  readonly element: DataElement;
  readonly appliesTo: UnitFilter;
}

/** The terms of every indicator of an edition, in the indicators' order. */
export function planTerms(edition: Edition, indicators: readonly IndicatorDefinition[] = edition.indicators): readonly PlannedTerm[] {
  const places = placesOf(edition);
  return indicators.flatMap((indicator) => {
    const { operator } = indicator;
    const term = (side: 'of' | 'per', source: { element: string; keys?: readonly string[]; over?: PeriodOperator; where?: Predicate }, isText: boolean): PlannedTerm => {
      const place = places.get(source.element);
      const elementId = edition.elementIds.get(source.element);
      if (!place || elementId === undefined) throw new Error(`indicator ${indicator.code} asks for ${source.element}, which no form collects`);
      return {
        indicator: indicator.code, side, elementId, form: place.form, keys: source.keys ?? null, isText, where: source.where ?? null,
        over: source.over ?? (place.element.flow === 'flow' ? 'sum' : 'latest'), filter: intersect(place.appliesTo, indicator.children ?? {}),
      };
    };
    if (operator.op === 'list' || operator.op === 'distinct') return [term('of', operator.of, true)];
    return operator.op === 'ratio' ? [term('of', operator.of, false), term('per', operator.per, false)] : [term('of', operator.of, false)];
  });
}

function placesOf(edition: Edition): ReadonlyMap<string, Place> {
  return new Map(edition.forms.flatMap(({ definition: form }) => [
    ...elementsOf(form).map((element) => [element.code, { form: form.code, element, appliesTo: element.appliesTo ?? {} }] as const),
    ...registersOf(form).flatMap((register) =>
      register.columns.map((column) => [columnCode(register, column), { form: form.code, element: column, appliesTo: {} }] as const)),
  ]));
}

/** Units that meet both. */
export function intersect(a: UnitFilter, b: UnitFilter): UnitFilter {
  const both = <T>(x: readonly T[] | undefined, y: readonly T[] | undefined): readonly T[] | undefined =>
    x && y ? x.filter((item) => y.includes(item)) : (x ?? y);
  const kinds = both(a.kinds, b.kinds);
  const schoolTypes = both(a.schoolTypes, b.schoolTypes);
  const sectionCodes = both(a.sectionCodes, b.sectionCodes);
  const ownership = a.ownership ?? b.ownership;
  const isContradiction = a.ownership !== undefined && b.ownership !== undefined && a.ownership !== b.ownership;
  return {
    ...(isContradiction ? { kinds: [] } : kinds && { kinds }),
    ...(schoolTypes && { schoolTypes }), ...(sectionCodes && { sectionCodes }), ...(ownership && { ownership }),
    ...((a.exceptSchoolTypes ?? b.exceptSchoolTypes) && { exceptSchoolTypes: [...(a.exceptSchoolTypes ?? []), ...(b.exceptSchoolTypes ?? [])] }),
  };
}

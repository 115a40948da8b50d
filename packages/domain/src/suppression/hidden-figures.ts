import { ExactDecimal } from '../exact-decimal.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import { isAdditive, operandsOf, type IndicatorDefinition, type Term } from '../indicator/definition.ts';
import { countsPersons, tellsFew } from './counts-of-persons.ts';
import { hiddenCells, isSmall, type CountedCell, type ShownTotal } from './hidden-cells.ts';
import { conditionsOf, nestedSums, totalsAmong } from './sums-within-sums.ts';

/** One text, or one district of a comparison. */
export interface FiguresOfPlace {
  readonly id: string;
  readonly figures: ReadonlyMap<string, IndicatorValue>;
  /** Whether it goes into the mean of all places; then their sum can be had, too. */
  readonly isCounted: (code: string) => boolean;
}

type Indicators = readonly IndicatorDefinition[];
type Elements = ReadonlyMap<string, DataElement>;

/** What may not be shown of figures that stand together, as `place/code`. */
export function hiddenAmong(
  indicators: Indicators,
  elements: Elements,
  places: readonly FiguresOfPlace[],
): ReadonlySet<string> {
  const ofPersons = indicators.filter((indicator) => countsPersons(indicator, elements));
  const sums = ofPersons.filter((indicator) => isAdditive(indicator.operator));
  const hidden = hiddenCells(
    places.flatMap((place) => cellsOf(sums, place)),
    [...places.flatMap((place) => totalsWithin(sums, elements, place)), ...totalsOver(sums, places)],
    [
      ...places.flatMap((place) => figuresOfFew(ofPersons, elements, place)),
      ...places.flatMap((place) => narrowerBesideWider(sums, elements, place)),
    ],
  );
  return new Set([...hidden, ...places.flatMap((place) => quotientsOfHidden(ofPersons, hidden, place))]);
}

/** Codes of the figures that a public text may not print, of those that it does print. */
export function hiddenFigures(
  indicators: Indicators,
  elements: Elements,
  figures: ReadonlyMap<string, IndicatorValue>,
): ReadonlySet<string> {
  const hidden = hiddenAmong(indicators, elements, [{ id: '', figures, isCounted: () => false }]);
  return new Set([...hidden].map((id) => id.slice(1)));
}

const idAt = (place: FiguresOfPlace, code: string): string => `${place.id}/${code}`;

const countAt = (place: FiguresOfPlace, code: string): string | null => place.figures.get(code)?.numerator ?? null;

/** Figures that by themselves say that there are few. */
function figuresOfFew(ofPersons: Indicators, elements: Elements, place: FiguresOfPlace): readonly string[] {
  return ofPersons
    .filter((indicator) => tellsFew(indicator, elements, place.figures.get(indicator.code)))
    .map(({ code }) => idAt(place, code));
}

/** Where the wider has so little beyond the narrower, the narrower can't stand beside it. */
function narrowerBesideWider(sums: Indicators, elements: Elements, place: FiguresOfPlace): readonly string[] {
  return nestedSums(sums, elements)
    .filter(({ wider, narrower }) => {
      const [all, some] = [countAt(place, wider), countAt(place, narrower)];
      return all !== null && some !== null && isSmall(new ExactDecimal(all).minus(some).toFixed());
    })
    .map(({ narrower }) => idAt(place, narrower));
}

function cellsOf(sums: Indicators, place: FiguresOfPlace): readonly CountedCell[] {
  return sums.map(({ code }) => ({ id: idAt(place, code), value: countAt(place, code), countsPersons: true }));
}

/** Totals of a place that are the sum of other figures of it. */
function totalsWithin(sums: Indicators, elements: Elements, place: FiguresOfPlace): readonly ShownTotal[] {
  return totalsAmong(sums, elements).map(({ total, parts }) => ({
    total: total === null ? null : idAt(place, total),
    parts: parts.map((part) => idAt(place, part)),
  }));
}

/** One figure over all places: not shown itself, but to be had from their mean. */
function totalsOver(sums: Indicators, places: readonly FiguresOfPlace[]): readonly ShownTotal[] {
  return sums.map(({ code }) => ({
    total: null,
    parts: places.filter((place) => place.isCounted(code)).map((place) => idAt(place, code)),
  }));
}

/** A quotient with a hidden sum in it would let that sum be worked out. */
function quotientsOfHidden(
  ofPersons: Indicators,
  hidden: ReadonlySet<string>,
  place: FiguresOfPlace,
): readonly string[] {
  const hiddenSums = new Set(
    ofPersons
      .filter(({ operator, code }) => isAdditive(operator) && hidden.has(idAt(place, code)))
      .flatMap(whatItCounts),
  );
  return ofPersons
    .filter((indicator) => indicator.operator.op === 'ratio')
    .filter((quotient) => whatItCounts(quotient).some((counted) => hiddenSums.has(counted)))
    .map(({ code }) => idAt(place, code));
}

/** Each side of an indicator as a key: equal where the same answers of the same units are taken in the same way. */
function whatItCounts({ operator, children }: IndicatorDefinition): readonly string[] {
  const units = [...conditionsOf(children)].sort();
  return operandsOf(operator).map(({ element, keys, over, take }: Term) =>
    JSON.stringify([element, keys?.toSorted(), over, take, units]),
  );
}

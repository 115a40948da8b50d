import { ExactDecimal } from '../exact-decimal.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import { isAdditive, operandsOf, type IndicatorDefinition, type Term } from '../indicator/definition.ts';

/** Counts of persons above zero and below this aren't shown to the public, nor across districts. */
export const smallestShownCount = 3;

/** A number in a table that may have to be hidden. */
export interface CountedCell {
  readonly id: string;
  /** Decimal text; null where there is none. */
  readonly value: string | null;
  readonly countsPersons: boolean;
}

/** That a shown total is the sum of its parts, so that one hidden part could be worked out from the others. */
export interface ShownTotal {
  /** Null where the total isn't a cell of the table but can be had from it, such as from a mean and a number. */
  readonly total: string | null;
  readonly parts: readonly string[];
}

/**
 * The cells to hide: small counts of persons, and with them, wherever a total would give one away by subtraction, the
 * smallest other cell of that sum (complementary suppression). When done, every sum has none hidden, or at least two whose
 * values can't all be told: were their sum their number, each would have to be one.
 */
export function hiddenCells(
  cells: readonly CountedCell[],
  totals: readonly ShownTotal[],
  alsoHidden: Iterable<string> = [],
  floor = smallestShownCount,
): ReadonlySet<string> {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const hidden = new Set([
    ...alsoHidden,
    ...cells.filter((cell) => cell.countsPersons && isSmall(cell.value, floor)).map((cell) => cell.id),
  ]);
  // Hiding in one sum may lay a cell of another bare: until nothing changes. Each round hides a cell, so it ends.
  for (let changed = true; changed;) {
    changed = false;
    for (const { total, parts } of totals) {
      const shownTotal = total !== null && !hidden.has(total);
      const behind = parts.filter((id) => hidden.has(id));
      if (behind.length === 0 || (total !== null && !shownTotal)) continue;
      const sum = behind.reduce((rest, id) => rest.plus(byId.get(id)?.value ?? '0'), new ExactDecimal(0));
      if (behind.length > 1 && sum.greaterThan(behind.length)) continue;
      const next =
        parts
          .filter((id) => !hidden.has(id))
          .flatMap((id) => {
            const cell = byId.get(id);
            return cell && isPositive(cell.value) ? [cell] : [];
          })
          .sort((a, b) => new ExactDecimal(a.value ?? '0').comparedTo(b.value ?? '0'))[0]?.id ?? total;
      if (next === null || next === undefined) continue;
      hidden.add(next);
      changed = true;
    }
  }
  return hidden;
}

function isSmall(value: string | null, floor = smallestShownCount): boolean {
  return isPositive(value) && new ExactDecimal(value ?? '0').lessThan(floor);
}

function isPositive(value: string | null): boolean {
  return value !== null && new ExactDecimal(value).greaterThan(0);
}

/** Whether persons are counted on either side of an indicator. */
export function countsPersons({ operator }: IndicatorDefinition, elements: ReadonlyMap<string, DataElement>): boolean {
  return operandsOf(operator).some((term) => isOfPersons(term, elements));
}

function isOfPersons(term: Term | undefined, elements: ReadonlyMap<string, DataElement>): boolean {
  return term?.take === 'sum' && elements.get(term.element)?.countsPersons === true;
}

/** Whether a figure says that there are so few of them: by itself, or as what is divided or divided by. */
function tellsFew(
  { operator }: IndicatorDefinition,
  elements: ReadonlyMap<string, DataElement>,
  figure: IndicatorValue | undefined,
): boolean {
  const [own, other] = operandsOf(operator);
  if (!figure) return false;
  switch (operator.op) {
    case 'ratio':
      return (
        (isOfPersons(own, elements) && isSmall(figure.numerator)) ||
        (isOfPersons(other, elements) && isSmall(figure.denominator))
      );
    case 'weighted_mean':
      return (isOfPersons(own, elements) || isOfPersons(other, elements)) && isSmall(figure.denominator);
    default:
      return isOfPersons(own, elements) && isSmall(figure.numerator);
  }
}

/** Which of these indicators are sums of others of them: of one element, over the same units, the options of one making up the other's. */
export function totalsAmong(
  indicators: readonly IndicatorDefinition[],
  elements: ReadonlyMap<string, DataElement>,
): readonly ShownTotal[] {
  const sums = indicators.flatMap((indicator) => {
    const { operator } = indicator;
    if (operator.op !== 'total' || operator.of.take !== 'sum') return [];
    const options = elements.get(operator.of.element)?.dimension?.options.map((option) => option.code);
    if (!options) return [];
    return [
      {
        code: indicator.code,
        of: JSON.stringify([operator.of.element, operator.of.over, indicator.children]),
        keys: new Set(operator.of.keys ?? options),
      },
    ];
  });
  return [...Map.groupBy(sums, (sum) => sum.of).values()].flatMap((group) =>
    group.flatMap((whole) => {
      const parts = group.filter(
        (part) => part.keys.size < whole.keys.size && [...part.keys].every((key) => whole.keys.has(key)),
      );
      const single = parts.filter((part) => part.keys.size === 1);
      const covered = new Set(single.flatMap((part) => [...part.keys]));
      return covered.size === whole.keys.size ? [{ total: whole.code, parts: single.map((part) => part.code) }] : [];
    }),
  );
}

/** Figures of which one takes in all that the other does, and somewhat more: options, or kinds of units. The wider first. */
function overlapping(
  indicators: readonly IndicatorDefinition[],
  elements: ReadonlyMap<string, DataElement>,
): readonly (readonly [string, string])[] {
  const sums = indicators.flatMap(({ code, operator, children = {} }) => {
    if (operator.op !== 'total' || !isOfPersons(operator.of, elements)) return [];
    const options = elements.get(operator.of.element)?.dimension?.options.map((option) => option.code) ?? [''];
    return [
      {
        code,
        of: `${operator.of.element} ${operator.of.over ?? ''}`,
        keys: new Set(operator.of.keys ?? options),
        asks: new Set(Object.entries(children).map((one) => JSON.stringify(one))),
      },
    ];
  });
  return sums.flatMap((wide) =>
    sums.flatMap((narrow): readonly (readonly [string, string])[] =>
      wide !== narrow && wide.of === narrow.of && isWithin(narrow.keys, wide.keys) && isWithin(wide.asks, narrow.asks)
        ? [[wide.code, narrow.code]]
        : [],
    ),
  );
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}

/** One text, or one district of a comparison. */
export interface FiguresOfPlace {
  readonly id: string;
  readonly figures: ReadonlyMap<string, IndicatorValue>;
  /** Whether it goes into the mean of all places; then their sum can be had, too. */
  readonly isCounted: (code: string) => boolean;
}

/** What may not be shown of figures that stand together, as `place/code`. */
export function hiddenAmong(
  indicators: readonly IndicatorDefinition[],
  elements: ReadonlyMap<string, DataElement>,
  places: readonly FiguresOfPlace[],
): ReadonlySet<string> {
  const ofPersons = indicators.filter((indicator) => countsPersons(indicator, elements));
  const sums = ofPersons.filter((indicator) => isAdditive(indicator.operator));
  const at = (place: FiguresOfPlace, code: string): string => `${place.id}/${code}`;
  const few = places.flatMap((place) =>
    ofPersons.filter((one) => tellsFew(one, elements, place.figures.get(one.code))).map((one) => at(place, one.code)),
  );
  // What the wider has beyond the narrower: where that is so little, the narrower can't stand beside it.
  const beyond = places.flatMap((place) =>
    overlapping(sums, elements).flatMap(([wide, narrow]) => {
      const [all, some] = [place.figures.get(wide)?.numerator ?? null, place.figures.get(narrow)?.numerator ?? null];
      return all !== null && some !== null && isSmall(new ExactDecimal(all).minus(some).toFixed())
        ? [at(place, narrow)]
        : [];
    }),
  );
  const totals = [
    ...places.flatMap((place) =>
      totalsAmong(sums, elements).map(({ total, parts }) => ({
        total: total === null ? null : at(place, total),
        parts: parts.map((part) => at(place, part)),
      })),
    ),
    ...sums.map(({ code }) => ({
      total: null,
      parts: places.filter((place) => place.isCounted(code)).map((place) => at(place, code)),
    })),
  ];
  const cells = places.flatMap((place) =>
    sums.map(({ code }): CountedCell => ({
      id: at(place, code),
      value: place.figures.get(code)?.numerator ?? null,
      countsPersons: true,
    })),
  );
  const hidden = new Set(hiddenCells(cells, totals, [...few, ...beyond]));
  // A quotient with a hidden sum in it would let it be worked out.
  const termOf = (indicator: IndicatorDefinition, side: 0 | 1): string => {
    const term = operandsOf(indicator.operator)[side];
    return JSON.stringify([
      term?.element,
      term?.keys?.toSorted(),
      term?.over,
      term?.take,
      Object.entries(indicator.children ?? {})
        .map((one) => JSON.stringify(one))
        .sort(),
    ]);
  };
  for (const place of places) {
    const terms = new Set(sums.filter((one) => hidden.has(at(place, one.code))).map((one) => termOf(one, 0)));
    for (const one of ofPersons)
      if (one.operator.op === 'ratio' && (terms.has(termOf(one, 0)) || terms.has(termOf(one, 1))))
        hidden.add(at(place, one.code));
  }
  return hidden;
}

/** Codes of the figures that a public text may not print, of those that it does print. */
export function hiddenFigures(
  indicators: readonly IndicatorDefinition[],
  elements: ReadonlyMap<string, DataElement>,
  figures: ReadonlyMap<string, IndicatorValue>,
): ReadonlySet<string> {
  const hidden = hiddenAmong(indicators, elements, [{ id: '', figures, isCounted: () => false }]);
  return new Set([...hidden].map((id) => id.slice(1)));
}

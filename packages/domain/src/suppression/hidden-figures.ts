import { ExactDecimal } from '../exact-decimal.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { DataElement } from '../form/definition.ts';
import { isAdditive, operandsOf, type IndicatorDefinition, type Term } from '../indicator/definition.ts';
import { countsPersons, tellsFew } from './counts-of-persons.ts';
import { hiddenCells, isSmall } from './hidden-cells.ts';
import { conditionsOf, nestedSums, totalsAmong } from './sums-within-sums.ts';

type Indicators = readonly IndicatorDefinition[];
type Elements = ReadonlyMap<string, DataElement>;
type Figures = ReadonlyMap<string, IndicatorValue>;

/** Texts that the public reads beside each other. */
export interface PublicTexts {
  /** The codes of what the text in question prints, or may print. */
  readonly printed: ReadonlySet<string>;
  /**
   * By code, the numbers that the reporters' own public texts leave out, where they print that figure: the others stand
   * there, and a sum of all beside them would tell the rest.
   */
  readonly hiddenBelow: ReadonlyMap<string, readonly string[]>;
}

/** Codes of the figures that a public text may not print, of those that it does print. */
export function hiddenFigures(
  indicators: Indicators,
  elements: Elements,
  figures: Figures,
  { printed, hiddenBelow }: PublicTexts,
): ReadonlySet<string> {
  const ofPersons = indicators.filter(({ code }) => printed.has(code)).filter((one) => countsPersons(one, elements));
  const sums = ofPersons.filter((indicator) => isAdditive(indicator.operator));
  const below = sums.flatMap(({ code: total }) =>
    (hiddenBelow.get(total) ?? []).map((value, at) => ({ total, id: `${total}/${at}`, value, countsPersons: true })),
  );
  // What is hidden below stays hidden, and what is shown there is out: of such a sum only the total can yield.
  const totalsOfBelow = [...Map.groupBy(below, ({ total }) => total)].map(([total, parts]) => ({
    total,
    parts: parts.map(({ id }) => id),
  }));
  const hidden = hiddenCells(
    [...sums.map(({ code }) => ({ id: code, value: countOf(figures, code), countsPersons: true })), ...below],
    [...totalsAmong(sums, elements), ...totalsOfBelow],
    [
      ...ofPersons.filter((one) => tellsFew(one, elements, figures.get(one.code))).map(({ code }) => code),
      ...narrowerBesideWider(sums, elements, figures),
      ...below.map(({ id }) => id),
    ],
  );
  return new Set([
    ...ofPersons.map(({ code }) => code).filter((code) => hidden.has(code)),
    ...quotientsOfHidden(ofPersons, hidden),
  ]);
}

/**
 * Every figure that the public isn't shown: of what the text prints exactly what it hides; of the rest what couldn't
 * stand beside that text, since it would have to hide it, or more than it does. No text prints those, but somebody who
 * passes them on might.
 */
export function hiddenFromPublic(
  indicators: Indicators,
  elements: Elements,
  figures: Figures,
  { printed, hiddenBelow }: PublicTexts,
): ReadonlySet<string> {
  const hidden = hiddenFigures(indicators, elements, figures, { printed, hiddenBelow });
  const hidesMore = (code: string): boolean => {
    const texts = { printed: new Set([...printed, code]), hiddenBelow };
    return [...hiddenFigures(indicators, elements, figures, texts)].some((one) => !hidden.has(one));
  };
  const unprinted = indicators.filter((one) => !printed.has(one.code) && countsPersons(one, elements));
  return new Set([...hidden, ...unprinted.map(({ code }) => code).filter(hidesMore)]);
}

function countOf(figures: Figures, code: string): string | null {
  return figures.get(code)?.numerator ?? null;
}

/** Where the wider has so little beyond the narrower, the narrower can't stand beside it. */
function narrowerBesideWider(sums: Indicators, elements: Elements, figures: Figures): readonly string[] {
  return nestedSums(sums, elements)
    .filter(({ wider, narrower }) => {
      const [all, some] = [countOf(figures, wider), countOf(figures, narrower)];
      return all !== null && some !== null && isSmall(new ExactDecimal(all).minus(some).toFixed());
    })
    .map(({ narrower }) => narrower);
}

/** A quotient with a hidden sum in it would let that sum be worked out. */
function quotientsOfHidden(ofPersons: Indicators, hidden: ReadonlySet<string>): readonly string[] {
  const hiddenSums = new Set(
    ofPersons.filter(({ operator, code }) => isAdditive(operator) && hidden.has(code)).flatMap(whatItCounts),
  );
  return ofPersons
    .filter((indicator) => indicator.operator.op === 'ratio')
    .filter((quotient) => whatItCounts(quotient).some((counted) => hiddenSums.has(counted)))
    .map(({ code }) => code);
}

/** Each side of an indicator as a key: equal where the same answers of the same units are taken in the same way. */
function whatItCounts({ operator, children }: IndicatorDefinition): readonly string[] {
  const units = [...conditionsOf(children)].sort();
  return operandsOf(operator).map(({ element, keys, over, take }: Term) =>
    JSON.stringify([element, keys?.toSorted(), over, take, units]),
  );
}

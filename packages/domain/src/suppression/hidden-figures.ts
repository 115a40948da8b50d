import { ExactDecimal } from '../exact-decimal.ts';
import { figureKey, figureOfKey, ofAll, scopeKey, type FigureKey, type Whose } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import { keysRead } from '../form/breakdown.ts';
import type { DataElement } from '../form/definition.ts';
import { isAdditive, operandsOf, type IndicatorDefinition, type Term } from '../indicator/definition.ts';
import { countsPersons, tellsFew } from './counts-of-persons.ts';
import { hiddenCells, isSmall, type CountedCell, type ShownTotal } from './hidden-cells.ts';
import { toldBySums, type KnownYields } from './told-by-sums.ts';
import { overPeriods, yearsBesidePeriods, type PrintedFigure, type YearBesidePeriods } from './over-periods.ts';
import { conditionsOf, nestedSums, totalsAmong } from './sums-within-sums.ts';

type Indicators = readonly IndicatorDefinition[];
type Elements = ReadonlyMap<string, DataElement>;
type Figures = ReadonlyMap<FigureKey, IndicatorValue>;

/** Texts that the public reads beside each other. */
export interface PublicTexts {
  /** The keys of what the text in question prints, or may print. */
  readonly printed: ReadonlySet<FigureKey>;
  /**
   * By code, the numbers that the reporters' own public texts leave out, where they print that figure: the others stand
   * there, and a sum of all beside them would tell the rest.
   */
  readonly hiddenBelow: ReadonlyMap<string, readonly string[]>;
}

/**
 * Keys of the figures that a public text may not print, of those that it does print of its own year: of the whole and
 * of its periods. What it prints of last year is looked at beside last year's text.
 */
export function hiddenFigures(
  indicators: Indicators,
  elements: Elements,
  figures: Figures,
  texts: PublicTexts,
): ReadonlySet<FigureKey> {
  return hiddenBesideOthers(indicators, elements, figures, texts, new Map());
}

/**
 * What a text says of an office's own work, of those below, and of all: each is judged as a text of its own. Two of
 * them tell the third, and so does what those below publish; but of what sections answer, which is in no sum (decision
 * 45), neither.
 */
function hiddenBesideOthers(
  indicators: Indicators,
  elements: Elements,
  figures: Figures,
  { printed, hiddenBelow }: PublicTexts,
  known: KnownYields,
): ReadonlySet<FigureKey> {
  const all = keysOf(printed, undefined);
  if (all.size === printed.size) return hiddenAmong(indicators, elements, figures, { printed, hiddenBelow }, known);
  const judge = (whose: Whose | undefined, below: PublicTexts['hiddenBelow'], yields: KnownYields) => {
    const keys = keysOf(printed, whose);
    const plain = new Map([...keys].flatMap(([one, key]) => pairOf(one, figures.get(key))));
    const texts = { printed: new Set(keys.keys()), hiddenBelow: below };
    return { keys, plain, hidden: hiddenAmong(indicators, elements, plain, texts, yields) };
  };
  const own = judge('own', new Map(), new Map());
  const counted = new Set(indicators.filter((one) => !isOfSections(one)).map(({ code }) => code));
  // A part of the sum of all: the others stand in the reports of those below.
  const parts = new Map(hiddenBelow);
  for (const code of [...own.hidden].filter((one) => counted.has(one)))
    parts.set(code, [...(parts.get(code) ?? []), own.plain.get(code)?.numerator ?? '0']);
  const judged = [judge(undefined, parts, known), own, judge('below', hiddenBelow, new Map())] as const;
  const [total, , below] = judged;
  const numerator = (of: (typeof judged)[number], code: string) => of.plain.get(code)?.numerator ?? null;
  const left = (from: (typeof judged)[number], without: (typeof judged)[number], code: string): boolean => {
    const [whole, part] = [numerator(from, code), numerator(without, code)];
    return whole !== null && part !== null && isSmall(new ExactDecimal(whole).minus(part).toFixed());
  };
  const told = indicators
    .filter((one) => isAdditive(one.operator) && countsPersons(one, elements) && counted.has(one.code))
    .flatMap(({ code }): readonly (FigureKey | undefined)[] => [
      left(total, below, code) ? below.keys.get(code) : undefined,
      left(total, own, code) ? own.keys.get(code) : undefined,
    ]);
  return new Set(
    [...judged.flatMap(({ keys, hidden }) => [...hidden].map((one) => keys.get(one))), ...told].flatMap(
      (key) => key ?? [],
    ),
  );
}

/** Keys that are so told, by what they would be of all. */
function keysOf(printed: ReadonlySet<FigureKey>, whose: Whose | undefined): ReadonlyMap<FigureKey, FigureKey> {
  return new Map(
    [...printed].flatMap((key) => {
      const { indicator, scope } = figureOfKey(key);
      return scope?.whose === whose ? [[figureKey({ indicator, scope: scope && ofAll(scope) }), key] as const] : [];
    }),
  );
}

function pairOf<Value>(key: FigureKey, value: Value | undefined): readonly (readonly [FigureKey, Value])[] {
  return value === undefined ? [] : [[key, value]];
}

function isOfSections({ children }: IndicatorDefinition): boolean {
  return children?.kinds?.every((kind) => kind === 'section') === true;
}

function hiddenAmong(
  indicators: Indicators,
  elements: Elements,
  figures: Figures,
  { printed, hiddenBelow }: PublicTexts,
  known: KnownYields,
): ReadonlySet<FigureKey> {
  const ofPersons = printedOfPersons(indicators, elements, figures, printed);
  const sums = ofPersons.filter(({ indicator }) => isAdditive(indicator.operator));
  const ofYear = sums.filter(({ scope }) => scope === undefined);
  const below = ofYear.flatMap(({ key: total }) =>
    (hiddenBelow.get(total) ?? []).map((value, at) => ({ total, id: `${total}/${at}`, value, countsPersons: true })),
  );
  // What is hidden below stays hidden, and what is shown there is out: of such a sum only the total can yield.
  const totalsOfBelow = [...Map.groupBy(below, ({ total }) => total)].map(([total, parts]) => ({
    total,
    parts: parts.map(({ id }) => id),
  }));
  const byScope = [...Map.groupBy(sums, ({ scope }) => scopeKey(scope)).values()];
  const beside = yearsBesidePeriods(ofPersons, elements);
  const rests = [
    ...Map.groupBy(beside.filter(isSum), ({ periods }) => periods.map(scopeOfKeyed).join(' ')).values(),
  ].map((group) => group.map(({ indicator, restId, rest }) => ({ key: restId, indicator, value: rest })));
  const beforeSums = hiddenBesidePeriods(
    beside,
    [
      ...sums.map(({ key, value }) => ({ id: key, value: value?.numerator ?? null, countsPersons: true })),
      ...below,
      ...ofPersons
        .filter((one) => !sums.includes(one))
        .map(({ key, value }) => ({ id: key, value: value?.numerator ?? null, countsPersons: false })),
      ...beside.map(({ restId, rest }) => ({ id: restId, value: rest.numerator, countsPersons: false })),
    ],
    [...byScope, ...rests].flatMap((group) => totalsIn(group, elements)).concat(totalsOfBelow),
    [
      ...ofPersons.filter(({ indicator, value }) => tellsFew(indicator, elements, value)).map(({ key }) => key),
      ...[...byScope, ...rests].flatMap((group) => narrowerBesideWider(group, group, elements)),
      ...byScope.flatMap((group) =>
        group[0]?.scope === undefined ? [] : narrowerBesideWider(addedUp(ofYear, elements), group, elements),
      ),
      ...below.map(({ id }) => id),
    ],
  );
  const hidden = new Set([...beforeSums, ...toldBySums(ofPersons, beforeSums, elements, known)]);
  return new Set([
    ...ofPersons.map(({ key }) => key).filter((key) => hidden.has(key)),
    ...quotientsOfHidden(ofPersons, hidden, elements),
  ]);
}

function printedOfPersons(
  indicators: Indicators,
  elements: Elements,
  figures: Figures,
  printed: ReadonlySet<FigureKey>,
): readonly PrintedFigure[] {
  const asked = Map.groupBy([...printed].map(figureOfKey), ({ indicator }) => indicator);
  return indicators
    .filter(({ code }) => asked.has(code))
    .filter((one) => countsPersons(one, elements))
    .flatMap((indicator) =>
      (asked.get(indicator.code) ?? [])
        .filter(({ scope }) => scope?.year === undefined)
        .map(({ scope }): PrintedFigure => {
          const key = figureKey({ indicator: indicator.code, scope });
          return { key, indicator, scope, value: figures.get(key) };
        }),
    );
}

/** What is left of a year without its periods is told by subtraction: what of it may not be, hides one of these. */
function hiddenBesidePeriods(
  beside: readonly YearBesidePeriods[],
  cells: readonly CountedCell[],
  totals: readonly ShownTotal[],
  alsoHidden: readonly string[],
): ReadonlySet<string> {
  const untold = new Set(beside.filter(({ isFew }) => isFew).map(({ restId }) => restId));
  for (;;) {
    const years = beside.flatMap(({ year, periods, restId, isMadeUp }): readonly ShownTotal[] => {
      if (isMadeUp) return [{ total: year, parts: periods, isToldByParts: true }];
      return untold.has(restId) ? [{ total: year, parts: [...periods, restId] }] : [];
    });
    const hidden = hiddenCells(cells, [...totals, ...years], [...alsoHidden, ...untold]);
    const more = beside.filter(({ restId }) => hidden.has(restId) && !untold.has(restId));
    if (more.length === 0) return hidden;
    for (const { restId } of more) untold.add(restId);
  }
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
): ReadonlySet<FigureKey> {
  const known: KnownYields = new Map();
  const hidden = hiddenBesideOthers(indicators, elements, figures, { printed, hiddenBelow }, known);
  const hidesMore = (code: string): boolean => {
    const texts = { printed: new Set([...printed, code]), hiddenBelow };
    return [...hiddenBesideOthers(indicators, elements, figures, texts, known)].some((one) => !hidden.has(one));
  };
  const unprinted = indicators.filter((one) => !printed.has(one.code) && countsPersons(one, elements));
  return new Set([...hidden, ...unprinted.map(({ code }) => code).filter(hidesMore)]);
}

/** A sum that is printed, or is left of one. */
type Counted = Pick<PrintedFigure, 'key' | 'indicator'> & {
  readonly value: Pick<IndicatorValue, 'numerator'> | undefined;
};

function isSum({ indicator }: YearBesidePeriods): boolean {
  return isAdditive(indicator.operator);
}

function scopeOfKeyed(key: FigureKey): string {
  return scopeKey(figureOfKey(key).scope);
}

/** Those whose year is the sum of its periods. */
function addedUp(ofYear: readonly PrintedFigure[], elements: Elements): readonly PrintedFigure[] {
  return ofYear.filter(({ indicator }) =>
    operandsOf(indicator.operator).every((term) => overPeriods(term, elements) === 'sum'),
  );
}

/** The sums among figures of one part of time. */
function totalsIn(group: readonly Counted[], elements: Elements): readonly ShownTotal[] {
  const keyOf = new Map(group.map(({ key, indicator }) => [indicator.code, key]));
  const found = totalsAmong(
    group.map(({ indicator }) => indicator),
    elements,
  );
  return found.map(({ total, parts }) => ({
    total: total === null ? null : (keyOf.get(total) ?? null),
    parts: parts.flatMap((code) => keyOf.get(code) ?? []),
  }));
}

/** Where the wider has so little beyond the narrower, the narrower can't stand beside it. */
function narrowerBesideWider(
  wide: readonly Counted[],
  narrow: readonly Counted[],
  elements: Elements,
): readonly FigureKey[] {
  const [wideByCode, narrowByCode] = [wide, narrow].map(
    (group) => new Map(group.map((one) => [one.indicator.code, one])),
  );
  const among = new Map([...wide, ...narrow].map(({ indicator }) => [indicator.code, indicator]));
  return nestedSums([...among.values()], elements).flatMap(({ wider, narrower }) => {
    const [all, some] = [wideByCode?.get(wider), narrowByCode?.get(narrower)];
    if (!all?.value?.numerator || !some?.value?.numerator) return [];
    return isSmall(new ExactDecimal(all.value.numerator).minus(some.value.numerator).toFixed()) ? [some.key] : [];
  });
}

/** A quotient with a hidden sum in it would let that sum be worked out. */
function quotientsOfHidden(
  ofPersons: readonly PrintedFigure[],
  hidden: ReadonlySet<string>,
  elements: Elements,
): readonly FigureKey[] {
  const counts = (figure: PrintedFigure): readonly string[] => whatItCounts(figure, elements);
  const hiddenSums = new Set(
    ofPersons.filter(({ indicator, key }) => isAdditive(indicator.operator) && hidden.has(key)).flatMap(counts),
  );
  return ofPersons
    .filter(({ indicator }) => indicator.operator.op === 'ratio')
    .filter((quotient) => counts(quotient).some((counted) => hiddenSums.has(counted)))
    .map(({ key }) => key);
}

/** Each side of a figure as a key: equal where the same answers of the same units are taken in the same way. */
function whatItCounts(
  { indicator: { operator, children }, scope }: PrintedFigure,
  elements: Elements,
): readonly string[] {
  const units = [...conditionsOf(children)].sort();
  const read = (element: string, keys: readonly string[]): readonly string[] =>
    keysRead(elements.get(element) ?? {}, keys).toSorted();
  return operandsOf(operator).map(({ element, keys, over, take }: Term) =>
    JSON.stringify([element, keys && read(element, keys), over, take, units, scopeKey(scope)]),
  );
}

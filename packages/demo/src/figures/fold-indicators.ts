import {
  ExactDecimal,
  isNumeric,
  keysRead,
  matchesUnit,
  type CellMap,
  type DataElement,
  type IndicatorDefinition,
  type Predicate,
  type Term,
  type UnitTraits,
} from '@huibao/domain';

/** One reporter's accepted cells of a year, by period. */
export interface ReporterYear {
  readonly unit: UnitTraits;
  readonly terms: readonly CellMap[];
}

export interface FoldedValue {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[];
}

/**
 * The roll-up written a second time, as plainly as it can be said: over the periods within each reporter, then over the
 * reporters. What the database's one statement is tested against.
 */
export function foldIndicator(
  indicator: IndicatorDefinition,
  elements: ReadonlyMap<string, DataElement>,
  reporters: readonly ReporterYear[],
): FoldedValue {
  const counted = reporters.filter(({ unit }) => matchesUnit(indicator.children, unit));
  const { operator } = indicator;
  if (operator.op === 'list' || operator.op === 'distinct') {
    const texts = listTexts(operator.of.element, counted);
    const value = operator.op === 'list' && texts.length === 0 ? null : String(texts.length);
    return { numerator: value, denominator: null, value, texts };
  }
  if (operator.op === 'ratio') {
    const both = counted.flatMap((reporter) => sidesOf(operator.of, operator.per, elements, reporter));
    const of =
      both.length === 0
        ? null
        : foldTerm(
            operator.of,
            elements,
            both.map((sides) => sides.of),
          );
    const per =
      both.length === 0
        ? null
        : foldTerm(
            operator.per,
            elements,
            both.map((sides) => sides.per),
          );
    const value =
      of && per && !per.isZero() ? of.dividedBy(per).times(operator.factor).toDecimalPlaces(12).toFixed() : null;
    return { numerator: of?.toFixed() ?? null, denominator: per?.toFixed() ?? null, value, texts: [] };
  }
  if (operator.op === 'mean') {
    const values = counted.flatMap((one) => foldTerm(operator.of, elements, [one]) ?? []);
    if (values.length === 0) return { numerator: null, denominator: null, value: null, texts: [] };
    const sum = values.reduce((all, one) => all.plus(one), new ExactDecimal(0));
    const value = sum.dividedBy(values.length).toDecimalPlaces(12).toFixed();
    return { numerator: sum.toFixed(), denominator: String(values.length), value, texts: [] };
  }
  if (operator.op !== 'total') throw new RangeError(operator.op);
  const total = foldTerm(operator.of, elements, counted)?.toFixed() ?? null;
  return { numerator: total, denominator: null, value: total, texts: [] };
}

/** A reporter's two sides, each of the terms in which the other has a value: none, where either is left without one. */
function sidesOf(
  of: Term,
  per: Term,
  elements: ReadonlyMap<string, DataElement>,
  reporter: ReporterYear,
): readonly { readonly of: ReporterYear; readonly per: ReporterYear }[] {
  const says = (term: Term, cells: CellMap, isSaid: (state: string | undefined) => boolean): boolean =>
    keysOf(term, elements).some((id) => isSaid(cells.get(id)?.state));
  const hasValue = (state: string | undefined): boolean => state === 'value';
  const isAnswered = (state: string | undefined): boolean => state !== undefined && state !== 'missing';
  // What doesn't apply ends a look-back beside any answer.
  const where = (own: Term, other: Term): ReporterYear => ({
    ...reporter,
    terms: reporter.terms.filter(
      (cells) => says(other, cells, hasValue) || (!says(own, cells, hasValue) && says(other, cells, isAnswered)),
    ),
  });
  const sides = { of: where(of, per), per: where(per, of) };
  const isLeft = (term: Term, side: ReporterYear): boolean => {
    const folded = foldPeriods(term, getElement(term, elements), side);
    return folded !== null && folded !== 'not_applicable';
  };
  return isLeft(of, sides.of) && isLeft(per, sides.per) ? [sides] : [];
}

function getElement(term: Term, elements: ReadonlyMap<string, DataElement>): DataElement {
  const element = elements.get(term.element);
  if (!element) throw new RangeError(term.element);
  return element;
}

/** The cells of a term. */
function keysOf(term: Term, elements: ReadonlyMap<string, DataElement>): readonly string[] {
  const element = getElement(term, elements);
  const keys = keysRead(element, term.keys);
  return keys.map((key) => (key === '' ? element.code : `${element.code}[${key}]`));
}

function foldTerm(
  term: Term,
  elements: ReadonlyMap<string, DataElement>,
  reporters: readonly ReporterYear[],
): ExactDecimal | null {
  const element = getElement(term, elements);
  const answers = reporters.map((reporter) => foldPeriods(term, element, reporter)).filter((answer) => answer !== null);
  if (answers.length === 0) return null;
  if (term.take === 'count')
    return new ExactDecimal(
      answers.filter((answer) => answer !== 'not_applicable' && meets(term.where, element, answer)).length,
    );
  return answers.reduce<ExactDecimal>(
    (sum, answer) => (typeof answer === 'string' ? sum : sum.plus(answer)),
    new ExactDecimal(0),
  );
}

/** A reporter's year: a number, a choice's code, “not applicable”, or null when nobody answered. */
function foldPeriods(term: Term, element: DataElement, { terms }: ReporterYear): ExactDecimal | string | null {
  const over = term.over ?? (element.flow === 'flow' ? 'sum' : 'latest');
  const keys = keysRead(element, term.keys);
  const perKey = keys
    .map((key) => {
      const answered = terms.flatMap((cells) => {
        const cell = cells.get(key === '' ? element.code : `${element.code}[${key}]`);
        return cell && cell.state !== 'missing' ? [cell] : [];
      });
      const last = answered.at(-1);
      if (!last) return null;
      if (over === 'latest') return last.state === 'value' ? toValue(element, last.value) : 'not_applicable';
      const values = answered.filter((cell) => cell.state === 'value');
      return values.length === 0
        ? 'not_applicable'
        : values.reduce((sum, cell) => sum.plus(cell.value), new ExactDecimal(0));
    })
    .filter((value) => value !== null);
  if (perKey.length === 0) return null;
  if (perKey.length === 1) return perKey[0] ?? null;
  return perKey.reduce<ExactDecimal>(
    (sum, value) => (typeof value === 'string' ? sum : sum.plus(value)),
    new ExactDecimal(0),
  );
}

function toValue(element: DataElement, value: string): ExactDecimal | string {
  if (isNumeric(element.type)) return new ExactDecimal(value);
  return element.type === 'boolean' ? new ExactDecimal(value === 'true' ? 1 : 0) : value;
}

function meets(where: Predicate | undefined, element: DataElement, answer: ExactDecimal | string): boolean {
  if (!where) return true;
  if (typeof answer === 'string')
    return where.op === 'eq' ? answer === where.value : where.op === 'ne' && answer !== where.value;
  const order = answer.comparedTo(element.type === 'boolean' ? (where.value === 'true' ? 1 : 0) : where.value);
  const outcomes: Readonly<Record<Predicate['op'], boolean>> = {
    eq: order === 0,
    ne: order !== 0,
    gt: order > 0,
    gte: order >= 0,
    lt: order < 0,
    lte: order <= 0,
  };
  return outcomes[where.op];
}

function listTexts(element: string, reporters: readonly ReporterYear[]): readonly string[] {
  const texts = reporters.flatMap(({ terms }) =>
    terms.flatMap((cells) =>
      [...cells.values()].filter((cell) => cell.code === element && cell.state === 'value').map((cell) => cell.value),
    ),
  );
  return [...new Set(texts)].sort();
}

import type { ChosenChildren, District, DistrictElement, DistrictIndicator, Predicate, Term } from './district.ts';
import {
  add,
  compare,
  divide,
  isZero,
  multiply,
  parseDecimal,
  sum,
  toDecimal,
  toExactDecimal,
  wholeNumber,
  type Fraction,
} from './exact-fraction.ts';
import {
  cellsIn,
  getElement,
  isLatest,
  listCells,
  listCounted,
  listPairs,
  listReporters,
  numberOf,
  openedPeriods,
  owedPeriods,
  VALUE_DIGITS,
  type Answer,
  type Pair,
  type Reporter,
  type Scope,
} from './reporters-by-hand.ts';
import { lastDayOf } from './unit-on-a-day.ts';

/**
 * The roll-up of `design/semantics.md` ("Over periods, then over org units"), written to be checked by eye and to be
 * compared with the product's: slow, and sharing no code with it.
 */
export interface HandFigure {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[];
  /** n of N: of what is owed, each reporter in each period that was opened, what is accepted and answered. */
  readonly answered: number;
  readonly expected: number;
  /** The periods that were opened of what it asks for. */
  readonly periods: readonly number[];
}

export interface HandScope {
  readonly periods?: readonly number[];
  /** The preview: what is submitted and not yet reviewed counts too. */
  readonly includeSubmitted?: boolean;
}

export function rollUpByHand(district: District, options: HandScope = {}): ReadonlyMap<string, HandFigure> {
  const periods = [...new Set(options.periods ?? [1, 2])].sort((a, b) => a - b);
  const last = periods.at(-1);
  if (last === undefined) throw new RangeError('A scope has at least one period');
  const scope: Scope = {
    district,
    periods,
    lastDay: lastDayOf(district.year, last),
    includeSubmitted: options.includeSubmitted ?? false,
  };
  return new Map(district.indicators.map((indicator) => [indicator.code, figureOf(scope, indicator)]));
}

function figureOf(scope: Scope, indicator: DistrictIndicator): HandFigure {
  const { operator, children } = indicator;
  const factor = parseDecimal(indicator.factor ?? '1');
  const one = wholeNumber(1);
  switch (operator.op) {
    case 'total': {
      const reporters = listReporters(scope, children, operator.of);
      const taken = take(scope, operator.of, reporters);
      return { ...coverage(scope, [operator.of], reporters), ...inWriting(taken, null, quotient(taken, one, factor)) };
    }
    case 'ratio': {
      const pairs = listPairs(scope, children, operator.of, operator.per);
      const both = pairs.filter((pair) => hasValue(pair.of) && hasValue(pair.per));
      const numerator = takeOf(scope, operator.of, both, (pair) => pair.of);
      const denominator = takeOf(scope, operator.per, both, (pair) => pair.per);
      return {
        ...coverage(scope, [operator.of, operator.per], pairs),
        ...inWriting(numerator, denominator, quotient(numerator, denominator, factor)),
      };
    }
    case 'weighted_mean': {
      const pairs = listPairs(scope, children, operator.of, operator.weight);
      const both = pairs.flatMap(({ of, per }) =>
        of.state === 'number' && per.state === 'number' ? [{ number: of.number, weight: per.number }] : [],
      );
      const numerator = both.length === 0 ? null : sum(both.map(({ number, weight }) => multiply(number, weight)));
      const denominator = both.length === 0 ? null : sum(both.map(({ weight }) => weight));
      return {
        ...coverage(scope, [operator.of, operator.weight], pairs),
        ...inWriting(numerator, denominator, quotient(numerator, denominator, factor)),
      };
    }
    case 'mean': {
      const reporters = listReporters(scope, children, operator.of);
      const numbers = numbersOf(reporters);
      const numerator = numbers.length === 0 ? null : sum(numbers);
      const denominator = wholeNumber(numbers.length);
      return {
        ...coverage(scope, [operator.of], reporters),
        ...inWriting(numerator, denominator, quotient(numerator, denominator, factor)),
      };
    }
    case 'min':
    case 'max':
    case 'median': {
      const reporters = listReporters(scope, children, operator.of);
      const sorted = numbersOf(reporters).sort(compare);
      const picked =
        (operator.op === 'min' ? sorted.at(0) : operator.op === 'max' ? sorted.at(-1) : median(sorted)) ?? null;
      return {
        ...coverage(scope, [operator.of], reporters),
        ...inWriting(picked, null, quotient(picked, one, factor)),
      };
    }
    case 'list':
    case 'distinct':
      return listOf(scope, children, getElement(scope, operator.element));
  }
}

function inWriting(
  numerator: Fraction | null,
  denominator: Fraction | null,
  value: string | null,
): Pick<HandFigure, 'numerator' | 'denominator' | 'value' | 'texts'> {
  return { numerator: exact(numerator), denominator: exact(denominator), value, texts: [] };
}

// ---- Then over the reporters

/**
 * Each reporter in each period that was opened to it; of a stock (of a ratio of two stocks) in the latest opened one
 * alone.
 */
function coverage(
  scope: Scope,
  terms: readonly Term[],
  reporters: readonly Pick<Reporter, 'owed' | 'answered'>[],
): Pick<HandFigure, 'answered' | 'expected' | 'periods'> {
  return countPeriods(
    openedPeriods(scope, terms),
    terms.every((term) => isLatest(scope, term)),
    reporters,
  );
}

function countPeriods(
  opened: readonly number[],
  onlyLatest: boolean,
  reporters: readonly Pick<Reporter, 'owed' | 'answered'>[],
): Pick<HandFigure, 'answered' | 'expected' | 'periods'> {
  const counted = onlyLatest ? opened.slice(-1) : opened;
  const total = (periodsOf: (reporter: Pick<Reporter, 'owed' | 'answered'>) => readonly number[]): number =>
    reporters.flatMap(periodsOf).filter((period) => counted.includes(period)).length;
  return { answered: total(({ answered }) => answered), expected: total(({ owed }) => owed), periods: opened };
}

function numbersOf(reporters: readonly Reporter[]): Fraction[] {
  return reporters.flatMap(({ answer }) => (answer.state === 'number' ? [answer.number] : []));
}

function take(scope: Scope, term: Term, reporters: readonly Reporter[]): Fraction | null {
  if (term.take === 'sum') {
    const numbers = numbersOf(reporters);
    return numbers.length === 0 ? null : sum(numbers);
  }
  if (reporters.every(({ answer }) => answer.state === 'missing')) return null;
  return wholeNumber(
    reporters.filter(({ answer }) => meets(getElement(scope, term.element), answer, term.where)).length,
  );
}

/** One side of a ratio, over the reporters that have both. */
function takeOf(scope: Scope, term: Term, pairs: readonly Pair[], sideOf: (pair: Pair) => Answer): Fraction | null {
  if (pairs.length === 0) return null;
  const answers = pairs.map(sideOf);
  return term.take === 'sum'
    ? sum(answers.flatMap((answer) => (answer.state === 'number' ? [answer.number] : [])))
    : wholeNumber(answers.filter((answer) => meets(getElement(scope, term.element), answer, term.where)).length);
}

function hasValue({ state }: Answer): boolean {
  return state === 'number' || state === 'code';
}

function meets(element: DistrictElement, answer: Answer, where: Predicate | undefined): boolean {
  if (answer.state === 'missing' || answer.state === 'not_applicable') return false;
  if (where === undefined) return true;
  if (answer.state === 'code') {
    // Options have no order.
    if (where.op === 'eq') return answer.code === where.value;
    if (where.op === 'ne') return answer.code !== where.value;
    return false;
  }
  const order = compare(answer.number, numberOf(element, where.value));
  switch (where.op) {
    case 'eq':
      return order === 0;
    case 'ne':
      return order !== 0;
    case 'gt':
      return order > 0;
    case 'gte':
      return order >= 0;
    case 'lt':
      return order < 0;
    case 'lte':
      return order <= 0;
  }
}

function median(sorted: readonly Fraction[]): Fraction | undefined {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : divide(add(lower, upper), wholeNumber(2));
}

function listOf(scope: Scope, children: ChosenChildren, element: DistrictElement): HandFigure {
  const isStock = element.flow === 'stock';
  const units = listCounted(scope, children, element, element.keys, isStock);
  const term: Term = { element: element.code, take: 'sum' };
  const reporters = units.map((unit) => ({
    owed: owedPeriods(scope, unit, term),
    answered: scope.periods.filter((period) => cellsIn(scope, unit, term, period).length > 0),
  }));
  const answersOfUnits = units.map((unit) => listCells(scope, unit, element, element.keys));
  // Of a stock the latest answer counts, here as elsewhere.
  const said = answersOfUnits.map((cells) => (isStock ? cells.slice(-1) : cells));
  const texts = [...new Set(said.flat().flatMap((cell) => (cell.state === 'value' ? (cell.texts ?? []) : [])))].sort(
    byCodePoint,
  );
  const count = answersOfUnits.every((cells) => cells.length === 0) ? null : String(texts.length);
  return {
    ...countPeriods(openedPeriods(scope, [term]), isStock, reporters),
    numerator: count,
    denominator: null,
    value: count,
    texts,
  };
}

/** Not by `<`, which compares UTF-16 code units: it puts 𠮷 before （. */
function byCodePoint(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0);
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0);
  const differs = left.findIndex((codePoint, position) => codePoint !== right[position]);
  if (differs === -1) return left.length - right.length;
  return (left[differs] ?? 0) - (right[differs] ?? -1);
}

// ---- In writing

function exact(number: Fraction | null): string | null {
  return number === null ? null : toExactDecimal(number);
}

/** One truncation, of the value alone: numerator and denominator are exact. */
function quotient(numerator: Fraction | null, denominator: Fraction | null, factor: Fraction): string | null {
  if (numerator === null || denominator === null || isZero(denominator)) return null;
  return toDecimal(divide(multiply(numerator, factor), denominator), VALUE_DIGITS);
}

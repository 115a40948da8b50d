import type {
  ChosenChildren,
  Day,
  District,
  DistrictCell,
  DistrictElement,
  DistrictIndicator,
  DistrictSubmission,
  DistrictUnit,
  OverPeriods,
  Predicate,
  Term,
} from './district.ts';
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
import { findTraits, isChosen, isOpenOn, lastDayOf } from './unit-on-a-day.ts';

/**
 * The roll-up of `design/semantics.md` ("Over periods, then over org units"), written to be checked by eye and to be
 * compared with the product's: slow, and sharing no code with it.
 */
export interface HandFigure {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly value: string | null;
  readonly texts: readonly string[];
  /** n of N. */
  readonly answered: number;
  readonly expected: number;
}

export interface HandScope {
  readonly periods?: readonly number[];
  /** The preview: what is submitted and not yet reviewed counts too. */
  readonly includeSubmitted?: boolean;
}

const VALUE_DIGITS = 20;

interface Scope {
  readonly district: District;
  readonly periods: readonly number[];
  readonly lastDay: Day;
  readonly includeSubmitted: boolean;
}

/** What a reporter says of a term. The four states of a cell stay apart; zero is a number. */
type Answer =
  | { readonly state: 'missing' }
  | { readonly state: 'not_applicable' }
  | { readonly state: 'number'; readonly number: Fraction }
  | { readonly state: 'code'; readonly code: string };

interface Reporter {
  readonly unit: number;
  readonly expected: boolean;
  readonly answer: Answer;
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
  switch (operator.op) {
    case 'total': {
      const reporters = listReporters(scope, children, operator.of);
      const taken = take(scope, operator.of, reporters);
      return {
        ...coverage(reporters),
        numerator: exact(taken),
        denominator: null,
        value: quotient(taken, wholeNumber(1), factor),
        texts: [],
      };
    }
    case 'ratio': {
      const reporters = listReporters(scope, children, operator.of);
      const numerator = take(scope, operator.of, reporters);
      const denominator = take(scope, operator.per, listReporters(scope, children, operator.per));
      return {
        ...coverage(reporters),
        numerator: exact(numerator),
        denominator: exact(denominator),
        value: quotient(numerator, denominator, factor),
        texts: [],
      };
    }
    case 'mean': {
      const reporters = listReporters(scope, children, operator.of);
      const numbers = numbersOf(reporters);
      const numerator = numbers.length === 0 ? null : sum(numbers);
      const denominator = wholeNumber(numbers.length);
      return {
        ...coverage(reporters),
        numerator: exact(numerator),
        denominator: exact(denominator),
        value: quotient(numerator, denominator, factor),
        texts: [],
      };
    }
    case 'weighted_mean': {
      const reporters = listReporters(scope, children, operator.of);
      const pairs = pair(reporters, listReporters(scope, children, operator.weight));
      const numerator = pairs.length === 0 ? null : sum(pairs.map(({ number, weight }) => multiply(number, weight)));
      const denominator = pairs.length === 0 ? null : sum(pairs.map(({ weight }) => weight));
      return {
        ...coverage(reporters),
        numerator: exact(numerator),
        denominator: exact(denominator),
        value: quotient(numerator, denominator, factor),
        texts: [],
      };
    }
    case 'min':
    case 'max':
    case 'median': {
      const reporters = listReporters(scope, children, operator.of);
      const sorted = numbersOf(reporters).sort(compare);
      const picked = operator.op === 'min' ? sorted.at(0) : operator.op === 'max' ? sorted.at(-1) : median(sorted);
      const numerator = picked ?? null;
      return {
        ...coverage(reporters),
        numerator: exact(numerator),
        denominator: null,
        value: quotient(numerator, wholeNumber(1), factor),
        texts: [],
      };
    }
    case 'list':
    case 'distinct':
      return listOf(scope, children, getElement(scope, operator.element));
  }
}

// ---- Which units a term counts

function listReporters(scope: Scope, children: ChosenChildren, term: Term): readonly Reporter[] {
  const element = getElement(scope, term.element);
  if (element.type === 'text') throw new TypeError(`${element.code} is a text: only list and distinct take it`);
  const keys = term.keys ?? element.keys;
  const over = term.over ?? (element.flow === 'flow' ? 'sum' : 'latest');
  return listCounted(scope, children, element, keys, over === 'latest').map((unit) => ({
    unit: unit.id,
    expected: isExpected(scope, unit, element),
    answer: addKeys(
      element,
      keys.map((key) => foldPeriods(element, over, listCells(scope, unit, element, [key]))),
    ),
  }));
}

function listCounted(
  scope: Scope,
  children: ChosenChildren,
  element: DistrictElement,
  keys: readonly string[],
  mustStand: boolean,
): readonly DistrictUnit[] {
  return scope.district.units.filter((unit) => {
    const traits = findTraits(unit, scope.lastDay);
    if (traits === undefined) return false;
    return (
      isChosen(children, unit, traits) &&
      isChosen(element.appliesTo, unit, traits) &&
      keys.some((key) => isChosen(element.keyAppliesTo[key] ?? {}, unit, traits)) &&
      // A school that has closed has no pupils any more; the lessons that it gave were given.
      (!mustStand || isOpenOn(unit, scope.lastDay))
    );
  });
}

function listSubmissions(scope: Scope, unit: DistrictUnit, element: DistrictElement): readonly DistrictSubmission[] {
  return scope.district.submissions
    .filter(
      (submission) =>
        submission.unit === unit.id && submission.form === element.form && scope.periods.includes(submission.period),
    )
    .sort((a, b) => a.period - b.period);
}

/** Whatever the state of its submission. */
function isExpected(scope: Scope, unit: DistrictUnit, element: DistrictElement): boolean {
  return listSubmissions(scope, unit, element).length > 0;
}

/** The answers of a unit that count, in the order of the periods. */
function listCells(
  scope: Scope,
  unit: DistrictUnit,
  element: DistrictElement,
  keys: readonly string[],
): readonly DistrictCell[] {
  return listSubmissions(scope, unit, element).flatMap((submission) => {
    const last = submission.revisions.at(-1);
    if (last === undefined) return [];
    const counts = last.outcome === 'accepted' || (scope.includeSubmitted && last.outcome === 'submitted');
    return counts ? last.cells.filter((cell) => cell.element === element.code && keys.includes(cell.key)) : [];
  });
}

function getElement(scope: Scope, code: string): DistrictElement {
  const element = scope.district.elements.find((candidate) => candidate.code === code);
  if (element === undefined) throw new RangeError(`No element ${code}`);
  return element;
}

// ---- First over the periods, within a reporter

/** One key's cells of the periods that were answered, in their order. */
function foldPeriods(element: DistrictElement, over: OverPeriods, cells: readonly DistrictCell[]): Answer {
  const latest = cells.at(-1);
  if (latest === undefined) return { state: 'missing' };
  if (element.type === 'choice')
    return latest.state === 'value' ? { state: 'code', code: latest.value } : { state: 'not_applicable' };
  if (over === 'latest')
    return latest.state === 'value'
      ? { state: 'number', number: numberOf(element, latest.value) }
      : { state: 'not_applicable' };
  const numbers = cells
    .filter((cell) => cell.state === 'value')
    .map((cell) => numberOf(element, cell.value))
    .sort(compare);
  const smallest = numbers.at(0);
  const largest = numbers.at(-1);
  if (smallest === undefined || largest === undefined) return { state: 'not_applicable' };
  switch (over) {
    case 'sum':
      return { state: 'number', number: sum(numbers) };
    case 'mean':
      // Truncated, because what is added up over reporters is stored as a decimal.
      return {
        state: 'number',
        number: parseDecimal(toDecimal(divide(sum(numbers), wholeNumber(numbers.length)), VALUE_DIGITS)),
      };
    case 'max':
      return { state: 'number', number: largest };
    case 'min':
      return { state: 'number', number: smallest };
  }
}

function addKeys(element: DistrictElement, answers: readonly Answer[]): Answer {
  if (element.type === 'choice') return answers[0] ?? { state: 'missing' };
  const numbers = answers.flatMap((answer) => (answer.state === 'number' ? [answer.number] : []));
  if (numbers.length > 0) return { state: 'number', number: sum(numbers) };
  return answers.some((answer) => answer.state === 'not_applicable')
    ? { state: 'not_applicable' }
    : { state: 'missing' };
}

function numberOf(element: DistrictElement, value: string): Fraction {
  if (element.type === 'number') return parseDecimal(value);
  if (value === 'true') return wholeNumber(1);
  if (value === 'false') return wholeNumber(0);
  throw new SyntaxError(`Neither true nor false: "${value}"`);
}

// ---- Then over the reporters

function coverage(reporters: readonly Reporter[]): { readonly answered: number; readonly expected: number } {
  return {
    answered: reporters.filter((reporter) => reporter.answer.state !== 'missing').length,
    expected: reporters.filter((reporter) => reporter.expected).length,
  };
}

function numbersOf(reporters: readonly Reporter[]): Fraction[] {
  return reporters.flatMap(({ answer }) => (answer.state === 'number' ? [answer.number] : []));
}

function take(scope: Scope, term: Term, reporters: readonly Reporter[]): Fraction | null {
  if (term.take === 'sum') {
    const numbers = numbersOf(reporters);
    return numbers.length === 0 ? null : sum(numbers);
  }
  if (coverage(reporters).answered === 0) return null;
  return wholeNumber(
    reporters.filter(({ answer }) => meets(getElement(scope, term.element), answer, term.where)).length,
  );
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

/** Only a reporter that counts, and has a number, on both sides weighs. */
function pair(
  reporters: readonly Reporter[],
  weights: readonly Reporter[],
): readonly { readonly number: Fraction; readonly weight: Fraction }[] {
  return reporters.flatMap(({ unit, answer }) => {
    const weight = weights.find((candidate) => candidate.unit === unit)?.answer;
    return answer.state === 'number' && weight?.state === 'number'
      ? [{ number: answer.number, weight: weight.number }]
      : [];
  });
}

function median(sorted: readonly Fraction[]): Fraction | undefined {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : divide(add(lower, upper), wholeNumber(2));
}

function listOf(scope: Scope, children: ChosenChildren, element: DistrictElement): HandFigure {
  const units = listCounted(scope, children, element, element.keys, element.flow === 'stock');
  const answersOfUnits = units.map((unit) => listCells(scope, unit, element, element.keys));
  const answered = answersOfUnits.filter((cells) => cells.length > 0).length;
  const expected = units.filter((unit) => isExpected(scope, unit, element)).length;
  // Of a stock the latest answer counts, here as elsewhere.
  const said = answersOfUnits.map((cells) => (element.flow === 'stock' ? cells.slice(-1) : cells));
  const texts = [...new Set(said.flat().flatMap((cell) => (cell.state === 'value' ? (cell.texts ?? []) : [])))].sort(
    byCodePoint,
  );
  const count = answered === 0 ? null : String(texts.length);
  return { numerator: count, denominator: null, value: count, texts, answered, expected };
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

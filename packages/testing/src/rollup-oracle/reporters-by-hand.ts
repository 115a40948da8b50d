import type {
  ChosenChildren,
  Day,
  District,
  DistrictCell,
  DistrictElement,
  DistrictSubmission,
  DistrictUnit,
  OverPeriods,
  Term,
} from './district.ts';
import { compare, divide, parseDecimal, sum, toDecimal, wholeNumber, type Fraction } from './exact-fraction.ts';
import { findTraits, isChosen, isOpenOn } from './unit-on-a-day.ts';

export const VALUE_DIGITS = 20;

export interface Scope {
  readonly district: District;
  readonly periods: readonly number[];
  readonly lastDay: Day;
  readonly includeSubmitted: boolean;
}

/** What a reporter says of a term. The four states of a cell stay apart; zero is a number. */
export type Answer =
  | { readonly state: 'missing' }
  | { readonly state: 'not_applicable' }
  | { readonly state: 'number'; readonly number: Fraction }
  | { readonly state: 'code'; readonly code: string };

export interface Reporter {
  readonly unit: number;
  /** Periods in which it was asked, and those of them in which it answered. */
  readonly owed: readonly number[];
  readonly answered: readonly number[];
  readonly answer: Answer;
}

/** Periods in which the forms of all these were opened to anybody. */
export function openedPeriods(scope: Scope, terms: readonly Pick<Term, 'element' | 'keys'>[]): readonly number[] {
  const elements = terms.map((term) => ({ element: getElement(scope, term.element), keys: term.keys }));
  // What stands on one form is opened together, by who is asked all of it.
  return scope.periods.filter((period) =>
    elements.every(({ element: { form } }) =>
      scope.district.submissions.some(
        (submission) =>
          submission.period === period &&
          submission.form === form &&
          elements.every(
            ({ element, keys = element.keys }) => element.form !== form || isAsked(element, keys, submission),
          ),
      ),
    ),
  );
}

// ---- Which units a term counts

function overOf(element: DistrictElement, term: Pick<Term, 'over'>): OverPeriods {
  return term.over ?? (element.flow === 'flow' ? 'sum' : 'latest');
}

function keysOf(element: DistrictElement, term: Pick<Term, 'keys'>): readonly string[] {
  return term.keys ?? element.keys;
}

export function listReporters(scope: Scope, children: ChosenChildren, term: Term): readonly Reporter[] {
  return listUnits(scope, children, term, isLatest(scope, term)).map((unit) => ({
    unit: unit.id,
    owed: owedPeriods(scope, unit, term),
    answered: scope.periods.filter((period) => cellsIn(scope, unit, term, period).length > 0),
    answer: foldTerm(scope, unit, term),
  }));
}

export function isLatest(scope: Scope, term: Term): boolean {
  return overOf(getElement(scope, term.element), term) === 'latest';
}

function listUnits(scope: Scope, children: ChosenChildren, term: Term, mustStand: boolean): readonly DistrictUnit[] {
  const element = getElement(scope, term.element);
  if (element.type === 'text') throw new TypeError(`${element.code} is a text: only list and distinct take it`);
  return listCounted(scope, children, element, keysOf(element, term), mustStand);
}

/** A reporter of what is divided and of what that is divided by. */
export interface Pair extends Omit<Reporter, 'answer'> {
  readonly of: Answer;
  readonly per: Answer;
}

/**
 * Both sides come from the same reporters and the same periods: who counts, and was asked, on both; and of each side
 * what was said in periods in which the other has a value. A closed school, whose stock has left, leaves with both.
 */
export function listPairs(scope: Scope, children: ChosenChildren, of: Term, per: Term): readonly Pair[] {
  const mustStand = isLatest(scope, of) || isLatest(scope, per);
  const others = new Set(listUnits(scope, children, per, mustStand).map((unit) => unit.id));
  return listUnits(scope, children, of, mustStand)
    .filter((unit) => others.has(unit.id))
    .map((unit) => {
      const answersIn = (term: Term): readonly number[] =>
        scope.periods.filter((period) => cellsIn(scope, unit, term, period).length > 0);
      const hasValueIn = (term: Term): readonly number[] =>
        scope.periods.filter((period) => cellsIn(scope, unit, term, period).some((cell) => cell.state === 'value'));
      // What doesn't apply ends the look-back on its side, also where it doesn't on the other.
      const beside =
        (other: Term) =>
        (period: number, cell: DistrictCell): boolean =>
          hasValueIn(other).includes(period) || (cell.state === 'not_applicable' && answersIn(other).includes(period));
      return {
        unit: unit.id,
        owed: owedPeriods(scope, unit, of).filter((period) => owedPeriods(scope, unit, per).includes(period)),
        answered: answersIn(of).filter((period) => answersIn(per).includes(period)),
        of: foldTerm(scope, unit, of, beside(per)),
        per: foldTerm(scope, unit, per, beside(of)),
      };
    });
}

export function owedPeriods(scope: Scope, unit: DistrictUnit, term: Pick<Term, 'element' | 'keys'>): readonly number[] {
  const element = getElement(scope, term.element);
  return listSubmissions(scope, unit, element)
    .filter((submission) => isOwed(scope, unit, element, keysOf(element, term), submission))
    .map((submission) => submission.period);
}

/** Whether the issue that a submission goes by asks any of the keys. */
function isAsked(element: DistrictElement, keys: readonly string[], { issue = 1 }: DistrictSubmission): boolean {
  return keys.some((key) => element.askedBy?.[key]?.includes(issue) ?? true);
}

/** And asks it of what the unit is on the last day. */
function isOwed(
  scope: Scope,
  unit: DistrictUnit,
  element: DistrictElement,
  keys: readonly string[],
  submission: DistrictSubmission,
): boolean {
  const traits = findTraits(unit, scope.lastDay);
  const asked = keys.filter((key) => isAsked(element, [key], submission));
  return traits !== undefined && asked.some((key) => isChosen(element.keyAppliesTo[key] ?? {}, unit, traits));
}

export function cellsIn(scope: Scope, unit: DistrictUnit, term: Term, period: number): readonly DistrictCell[] {
  const element = getElement(scope, term.element);
  return listCells({ ...scope, periods: [period] }, unit, element, keysOf(element, term));
}

function foldTerm(
  scope: Scope,
  unit: DistrictUnit,
  term: Term,
  counts: (period: number, cell: DistrictCell) => boolean = () => true,
): Answer {
  const element = getElement(scope, term.element);
  return addKeys(
    element,
    keysOf(element, term).map((key) =>
      foldPeriods(
        element,
        overOf(element, term),
        scope.periods.flatMap((period) =>
          listCells({ ...scope, periods: [period] }, unit, element, [key]).filter((cell) => counts(period, cell)),
        ),
      ),
    ),
  );
}

export function listCounted(
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
      (element.askedBy === undefined
        ? keys.some((key) => isChosen(element.keyAppliesTo[key] ?? {}, unit, traits))
        : listSubmissions(scope, unit, element).some((one) => isOwed(scope, unit, element, keys, one))) &&
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

/** The answers of a unit that count, in the order of the periods. */
export function listCells(
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

export function getElement(scope: Scope, code: string): DistrictElement {
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

export function numberOf(element: DistrictElement, value: string): Fraction {
  if (element.type === 'number') return parseDecimal(value);
  if (value === 'true') return wholeNumber(1);
  if (value === 'false') return wholeNumber(0);
  throw new SyntaxError(`Neither true nor false: "${value}"`);
}

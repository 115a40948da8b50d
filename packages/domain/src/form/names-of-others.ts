import type { ExpressionType } from '../expression/check.ts';
import { ExpressionError } from '../expression/error.ts';
import type { ParsedExpression } from '../expression/node.ts';
import { parseExpression } from '../expression/parse.ts';
import { onceEach } from '../once-each.ts';
import { dimensionsOf } from './breakdown.ts';
import {
  elementsOf,
  isNumeric,
  isWorkedOut,
  registersOf,
  withRetired,
  type DataElement,
  type FormDefinition,
  type Register,
} from './definition.ts';
import { typeOfElement, typeOfRegister } from './type-scope.ts';

/** What asks under a code, in which form. */
export interface NamedAsked {
  readonly form: FormDefinition;
  readonly asked: DataElement | Register;
  readonly isRetired: boolean;
}

/** Elements and registers of forms by their codes, which are unique among them. */
export type NamesOfOthers = ReadonlyMap<string, NamedAsked>;

export const nobodyElse: NamesOfOthers = new Map();

/** What a form may name beyond itself: of its own owner's forms, and of those of the levels above. */
export function namesOfForms(forms: readonly FormDefinition[]): NamesOfOthers {
  const named = forms.map(namesOf);
  // What is asked comes last: a register that retired some of its columns is asked all the same.
  return new Map([...named.flatMap(({ retired }) => retired), ...named.flatMap(({ asked }) => asked)]);
}

const namesOf = onceEach((form: FormDefinition) => {
  const of = (part: FormDefinition, isRetired: boolean) =>
    [...elementsOf(part), ...registersOf(part)].map((asked) => [asked.code, { form, asked, isRetired }] as const);
  return { retired: of(withRetired(form), true), asked: of(form, false) };
});

/** Its type in an expression, while options of these dimensions are chosen; nothing of what is asked no more. */
export function typeOfOther(
  others: NamesOfOthers,
  code: string,
  chosen: readonly string[],
): ExpressionType | undefined {
  const other = others.get(code);
  if (!other || other.isRetired) return undefined;
  return 'columns' in other.asked ? typeOfRegister(other.asked) : typeOfElement(other.asked, chosen);
}

/** Codes that an expression names, of any period; none of one that can't be read. */
function codesNamedBy(source: string | undefined): readonly string[] {
  const read = readableExpression(source);
  return read ? [...read.names, ...read.cellCodes] : [];
}

/** Of this period's cells alone: earlier periods can't close a circle. */
export function codesNamedNow(source: string | undefined): readonly string[] {
  return [...(readableExpression(source)?.names ?? [])];
}

/** Nothing of one that can't be read. */
export function readableExpression(source: string | undefined): ParsedExpression | undefined {
  if (source === undefined) return undefined;
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** Codes of other forms that this one's rules, calculations and taken cells read. */
export const codesReadOfOthers = onceEach((form: FormDefinition): ReadonlySet<string> => {
  const own = new Set([...elementsOf(form), ...registersOf(form)].map(({ code }) => code));
  return new Set(
    [
      ...elementsOf(form).flatMap(({ calculated, takenFrom }) => [
        ...codesNamedBy(calculated),
        ...(takenFrom === undefined ? [] : [takenFrom]),
      ]),
      ...form.rules.flatMap(({ expression }) => codesNamedBy(expression)),
    ].filter((code) => !own.has(code)),
  );
});

/**
 * Elements that show or are worked out from what other forms ask, however far. They are somebody else's numbers, filled
 * in once and counted there: they make no facts, and no indicator reads them.
 */
export const crossingElements = onceEach((form: FormDefinition): ReadonlySet<string> => {
  const found = new Set<string>();
  const worked = elementsOf(form).filter(isWorkedOut);
  if (worked.length > 0 && codesReadOfOthers(form).size > 0) {
    const own = new Set([...elementsOf(form), ...registersOf(form)].map(({ code }) => code));
    const reads = worked.map(({ code, calculated, takenFrom }) => ({
      code,
      isTaken: takenFrom !== undefined,
      names: codesNamedBy(calculated),
    }));
    for (let before = -1; before < found.size;) {
      before = found.size;
      for (const { code, isTaken, names } of reads)
        if (isTaken || names.some((name) => !own.has(name) || found.has(name))) found.add(code);
    }
  }
  return found;
});

/** Whether two elements are the same question, so that the one can be shown in the other's place. */
export function isSameQuestion(one: DataElement, other: DataElement): boolean {
  const shape = (element: DataElement): string =>
    JSON.stringify([
      element.type,
      element.unit?.zh ?? '',
      element.flow,
      element.decimals ?? null,
      codesOf(element.options ?? []),
      dimensionsOf(element).map(({ code, options }) => [code, codesOf(options)]),
    ]);
  return shape(one) === shape(other);
}

/** Whether two count the same, be it in other parts: the whole of the one can be told as the other's. */
function isSameNumber(one: DataElement, other: DataElement): boolean {
  const isWhole = isNumeric(one.type) && one.type !== 'percent';
  const plain = ({ dimension: _dimension, crossedBy: _crossedBy, ...rest }: DataElement): DataElement => rest;
  return isWhole && isSameQuestion(plain(one), plain(other));
}

/**
 * How an answer elsewhere fills in a question here: cell by cell, where it is the same question; as the sum of its
 * parts, where it is the same number and one cell is typed here. Null where it doesn't, be it that what is protected
 * there isn't here.
 */
export function fillingFrom(here: DataElement, there: DataElement, typedCells: number): 'cells' | 'sum' | null {
  const isLessProtected =
    (there.isPersonal === true && here.isPersonal !== true) ||
    (there.countsPersons === true && here.countsPersons !== true);
  if (isLessProtected) return null;
  if (isSameQuestion(here, there)) return 'cells';
  return typedCells === 1 && isSameNumber(here, there) ? 'sum' : null;
}

function codesOf(options: readonly { readonly code: string }[]): readonly string[] {
  return options.map(({ code }) => code);
}

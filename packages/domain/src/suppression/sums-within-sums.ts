import { keyOf, keysRead, optionsOfKey } from '../form/breakdown.ts';
import type { DataElement } from '../form/definition.ts';
import type { IndicatorDefinition, Term } from '../indicator/definition.ts';
import type { UnitFilter } from '../org-unit.ts';
import { isOfType } from '../unit-type/unit-type.ts';
import { addsUpPersons } from './counts-of-persons.ts';
import type { ShownTotal } from './hidden-cells.ts';

/** An indicator that adds up the answers to one element. */
interface Sum {
  readonly code: string;
  readonly term: Term;
  readonly children: UnitFilter | undefined;
  /** The options whose answers it takes in; '' alone where the element isn't broken down. */
  readonly options: ReadonlySet<string>;
}

/**
 * Which of these indicators are sums of others of them: of one element, over the same units, the options of
 * one making up the other's.
 */
export function totalsAmong(
  indicators: readonly IndicatorDefinition[],
  elements: ReadonlyMap<string, DataElement>,
): readonly ShownTotal[] {
  const sums = sumsAmong(indicators, elements).filter(({ term }) => elements.get(term.element)?.dimension);
  const ofTheSame = Map.groupBy(sums, ({ term, children }) => JSON.stringify([term.element, term.over, children]));
  return [...ofTheSame.values()].flatMap((group) => group.flatMap((whole) => totalsOf(whole, group)));
}

/**
 * The sum as the total of those of one option each, where they make up all of its options: of several dimensions, of
 * one option of any of them, and of one combination of any two.
 */
function totalsOf(whole: Sum, group: readonly Sum[]): readonly ShownTotal[] {
  return waysToCut(whole.options).flatMap((cut) => {
    const parts = group.filter(
      ({ options }) => options.size < whole.options.size && cut.some((one) => isSame(one, options)),
    );
    const isCovered = cut.every((one) => parts.some(({ options }) => isSame(one, options)));
    return isCovered ? [{ total: whole.code, parts: parts.map(({ code }) => code) }] : [];
  });
}

/** Keys put together by what they name of some of their dimensions, for every choice of dimensions. */
function waysToCut(keys: ReadonlySet<string>): readonly (readonly ReadonlySet<string>[])[] {
  const [first = ''] = keys;
  const dimensions = optionsOfKey(first).length;
  const cuts = Array.from({ length: 2 ** dimensions - 1 }, (_, which) => {
    const named = (key: string): string =>
      keyOf(optionsOfKey(key).filter((_option, at) => ((which + 1) >> at) % 2 === 1));
    return [...Map.groupBy(keys, named).values()];
  });
  // Of keys that name one option of a dimension alone, two choices are one way.
  const told = new Map(cuts.map((cut) => [JSON.stringify(cut), cut]));
  return [...told.values()].map((cut) => cut.map((some) => new Set(some)));
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && isWithin(one, other);
}

/** Two counts of persons of which the wider takes in all that the narrower does, and somewhat more. */
export interface NestedSums {
  readonly wider: string;
  readonly narrower: string;
}

/** The pairs of which one takes in more than the other: options, or kinds of units. */
export function nestedSums(
  indicators: readonly IndicatorDefinition[],
  elements: ReadonlyMap<string, DataElement>,
): readonly NestedSums[] {
  const sums = sumsAmong(indicators, elements).filter(({ term }) => addsUpPersons(term, elements));
  return sums.flatMap((wider) =>
    sums
      .filter((narrower) => narrower !== wider && takesInAll(wider, narrower))
      .map((narrower) => ({ wider: wider.code, narrower: narrower.code })),
  );
}

function takesInAll(wider: Sum, narrower: Sum): boolean {
  return (
    wider.term.element === narrower.term.element &&
    wider.term.over === narrower.term.over &&
    isWithin(narrower.options, wider.options) &&
    takesInUnits(wider.children ?? {}, narrower.children ?? {})
  );
}

/** Whether every unit that meets the narrower filter meets the wider, as far as the filters say it. */
function takesInUnits(wider: UnitFilter, narrower: UnitFilter): boolean {
  const isNoWider = <T>(
    all: readonly T[] | undefined,
    some: readonly T[] | undefined,
    isOf = (one: T, other: T): boolean => one === other,
  ): boolean => !all || some?.every((one) => all.some((other) => isOf(one, other))) === true;
  return (
    isNoWider(wider.kinds, narrower.kinds) &&
    isNoWider(wider.schoolTypes, narrower.schoolTypes, isOfType) &&
    isNoWider(narrower.exceptSchoolTypes ?? [], wider.exceptSchoolTypes ?? [], isOfType) &&
    isNoWider(wider.sectionCodes, narrower.sectionCodes) &&
    (wider.ownership === undefined || wider.ownership === narrower.ownership) &&
    (wider.group === undefined || wider.group === narrower.group)
  );
}

function sumsAmong(
  indicators: readonly IndicatorDefinition[],
  elements: ReadonlyMap<string, DataElement>,
): readonly Sum[] {
  return indicators.flatMap(({ code, operator, children }): Sum[] => {
    if (operator.op !== 'total' || operator.of.take !== 'sum') return [];
    const term = operator.of;
    return [{ code, term, children, options: new Set(keysRead(elements.get(term.element) ?? {}, term.keys)) }];
  });
}

export function conditionsOf(children: UnitFilter | undefined): ReadonlySet<string> {
  return new Set(Object.entries(children ?? {}).map((condition) => JSON.stringify(condition)));
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((one) => all.has(one));
}

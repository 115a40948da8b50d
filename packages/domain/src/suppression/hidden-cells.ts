import { ExactDecimal } from '../exact-decimal.ts';

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
  /** Whether its parts are all that it has, and tell it where they stand without it. */
  readonly isToldByParts?: boolean;
}

/**
 * The cells to hide: small counts of persons, and with them, wherever a total would give one away by subtraction, the
 * smallest other cell of that sum (complementary suppression). When done, every sum has none hidden, or at least two
 * whose values can't all be told: were their sum their number, each would have to be one.
 */
export function hiddenCells(
  cells: readonly CountedCell[],
  totals: readonly ShownTotal[],
  alsoHidden: Iterable<string> = [],
  floor = smallestShownCount,
): ReadonlySet<string> {
  const values = new Map(cells.map((cell) => [cell.id, cell.value]));
  const small = cells.filter((cell) => cell.countsPersons && isSmall(cell.value, floor)).map((cell) => cell.id);
  const hidden = new Set([...alsoHidden, ...small]);
  // Hiding in one sum may lay a cell of another bare: until nothing changes. Each round hides a cell, so it ends.
  for (let hasChanged = true; hasChanged;) {
    hasChanged = false;
    for (const sum of totals) {
      const part = smallestShown(sum.parts, hidden, values);
      const companion = givesAway(sum, hidden, values) ? (part ?? sum.total) : isTold(sum, hidden) ? part : null;
      if (companion === null || companion === undefined) continue;
      hidden.add(companion);
      hasChanged = true;
    }
  }
  return hidden;
}

type Values = ReadonlyMap<string, string | null>;

/** Whether a sum tells what is hidden in it: a single part by subtraction, or several that must each be one. */
function givesAway({ total, parts }: ShownTotal, hidden: ReadonlySet<string>, values: Values): boolean {
  if (total !== null && hidden.has(total)) return false;
  const hiddenParts = parts.filter((id) => hidden.has(id));
  if (hiddenParts.length < 2) return hiddenParts.length === 1;
  const hiddenSum = hiddenParts.reduce((sum, id) => sum.plus(values.get(id) ?? '0'), new ExactDecimal(0));
  return hiddenSum.lessThanOrEqualTo(hiddenParts.length);
}

/** Whether a total is hidden and all of its parts are shown. */
function isTold({ total, parts, isToldByParts }: ShownTotal, hidden: ReadonlySet<string>): boolean {
  return isToldByParts === true && total !== null && hidden.has(total) && !parts.some((id) => hidden.has(id));
}

/** The smallest part that is still shown; undefined where those left are all nothing. */
function smallestShown(parts: readonly string[], hidden: ReadonlySet<string>, values: Values): string | undefined {
  return parts
    .filter((id) => !hidden.has(id) && isPositive(values.get(id) ?? null))
    .sort((a, b) => new ExactDecimal(values.get(a) ?? '0').comparedTo(values.get(b) ?? '0'))[0];
}

export function isSmall(value: string | null, floor = smallestShownCount): boolean {
  return isPositive(value) && new ExactDecimal(value ?? '0').lessThan(floor);
}

function isPositive(value: string | null): boolean {
  return value !== null && new ExactDecimal(value).greaterThan(0);
}

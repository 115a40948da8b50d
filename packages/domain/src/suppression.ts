import type { DataElement } from './form.ts';
import { isAdditive, operandsOf, type IndicatorDefinition, type IndicatorValue } from './indicator.ts';
import { ExactDecimal } from './exact-decimal.ts';

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
export function hiddenCells(cells: readonly CountedCell[], totals: readonly ShownTotal[], floor = smallestShownCount): ReadonlySet<string> {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const hidden = new Set(cells.filter((cell) => cell.countsPersons && isSmall(cell.value, floor)).map((cell) => cell.id));
  // Hiding in one sum may lay a cell of another bare: until nothing changes. Each round hides a cell, so it ends.
  for (let changed = true; changed;) {
    changed = false;
    for (const { total, parts } of totals) {
      const shownTotal = total !== null && !hidden.has(total);
      const behind = parts.filter((id) => hidden.has(id));
      if (behind.length === 0 || (total !== null && !shownTotal)) continue;
      const sum = behind.reduce((rest, id) => rest.plus(byId.get(id)?.value ?? '0'), new ExactDecimal(0));
      if (behind.length > 1 && sum.greaterThan(behind.length)) continue;
      const next = parts.filter((id) => !hidden.has(id)).flatMap((id) => { const cell = byId.get(id); return cell && isPositive(cell.value) ? [cell] : []; })
        .sort((a, b) => new ExactDecimal(a.value ?? '0').comparedTo(b.value ?? '0'))[0]?.id ?? total;
      if (next === null || next === undefined) continue;
      hidden.add(next);
      changed = true;
    }
  }
  return hidden;
}

function isSmall(value: string | null, floor: number): boolean {
  return isPositive(value) && new ExactDecimal(value ?? '0').lessThan(floor);
}

function isPositive(value: string | null): boolean {
  return value !== null && new ExactDecimal(value).greaterThan(0);
}

/** Whether an indicator's numerator is a number of persons. */
export function countsPersons(indicator: IndicatorDefinition, elements: ReadonlyMap<string, DataElement>): boolean {
  const own = operandsOf(indicator.operator)[0];
  return (isAdditive(indicator.operator) || indicator.operator.op === 'ratio') && own?.take === 'sum' && elements.get(own.element)?.countsPersons === true;
}

/** Which of these indicators are sums of others of them: of one element, over the same units, the options of one making up the other's. */
export function totalsAmong(indicators: readonly IndicatorDefinition[], elements: ReadonlyMap<string, DataElement>): readonly ShownTotal[] {
  const sums = indicators.flatMap((indicator) => {
    const { operator } = indicator;
    if (operator.op !== 'total' || operator.of.take !== 'sum') return [];
    const options = elements.get(operator.of.element)?.dimension?.options.map((option) => option.code);
    if (!options) return [];
    return [{ code: indicator.code, of: JSON.stringify([operator.of.element, operator.of.over, indicator.children]), keys: new Set(operator.of.keys ?? options) }];
  });
  return [...Map.groupBy(sums, (sum) => sum.of).values()].flatMap((group) => group.flatMap((whole) => {
    const parts = group.filter((part) => part.keys.size < whole.keys.size && [...part.keys].every((key) => whole.keys.has(key)));
    const single = parts.filter((part) => part.keys.size === 1);
    const covered = new Set(single.flatMap((part) => [...part.keys]));
    return covered.size === whole.keys.size ? [{ total: whole.code, parts: single.map((part) => part.code) }] : [];
  }));
}

/** Codes of the figures that a public text may not print, of those that it does print. */
export function hiddenFigures(
  indicators: readonly IndicatorDefinition[], elements: ReadonlyMap<string, DataElement>, figures: ReadonlyMap<string, IndicatorValue>,
): ReadonlySet<string> {
  const counts = indicators.filter((indicator) => isAdditive(indicator.operator));
  const cells = counts.map((indicator): CountedCell => ({ id: indicator.code, value: figures.get(indicator.code)?.numerator ?? null, countsPersons: countsPersons(indicator, elements) }));
  const hidden = new Set(hiddenCells(cells, totalsAmong(counts, elements)));
  // A share of so few says how many they are.
  for (const indicator of indicators) {
    const numerator = figures.get(indicator.code)?.numerator ?? null;
    if (indicator.operator.op === 'ratio' && countsPersons(indicator, elements) && isSmall(numerator, smallestShownCount)) hidden.add(indicator.code);
  }
  return hidden;
}

import { ExactDecimal } from '../exact-decimal.ts';
import type { FigureKey } from '../figure/figure-scope.ts';
import { keysRead } from '../form/breakdown.ts';
import type { DataElement } from '../form/definition.ts';
import { isSmall } from './hidden-cells.ts';
import { overPeriods, type PrintedFigure } from './over-periods.ts';

/** A printed sum, as those of the element's smallest counts, of one option in one period, that it adds up. */
interface Row {
  readonly key: FigureKey;
  readonly of: readonly bigint[];
  readonly value: bigint;
}

/** What was found of the same figures before, of which some are hidden: one text is looked at beside many others. */
export type KnownYields = Map<string, readonly FigureKey[]>;

/**
 * What more of a text yields, so that no count of so few persons follows from the sums of one element that it shows, by
 * whatever adding and taking away: of one option in one period, in the year, or of all options. Asked for only where
 * a text prints parts of a year: what sums of a year alone tell, the sums among them say.
 */
export function toldBySums(
  printed: readonly PrintedFigure[],
  hidden: ReadonlySet<FigureKey>,
  elements: ReadonlyMap<string, DataElement>,
  known: KnownYields = new Map(),
): readonly FigureKey[] {
  const sums = printed.filter(
    ({ indicator: { operator }, value }) =>
      operator.op === 'total' && overPeriods(operator.of, elements) === 'sum' && /^\d+$/.test(value?.numerator ?? ''),
  );
  const families = Map.groupBy(sums, ({ indicator: { operator, children } }) =>
    JSON.stringify([operator.op === 'total' ? operator.of.element : '', children]),
  );
  return [...families.values()].flatMap((family) => {
    if (family.every(({ scope }) => scope === undefined)) return [];
    const key = family.map((one) => `${one.key}${hidden.has(one.key) ? '-' : '+'}`).join(' ');
    const yielded = known.get(key) ?? yieldedIn(family, hidden, elements);
    known.set(key, yielded);
    return yielded;
  });
}

function yieldedIn(
  family: readonly PrintedFigure[],
  hidden: ReadonlySet<FigureKey>,
  elements: ReadonlyMap<string, DataElement>,
): readonly FigureKey[] {
  const optionsOf = ({ indicator: { operator } }: PrintedFigure): readonly string[] => {
    if (operator.op !== 'total') return [];
    return keysRead(elements.get(operator.of.element) ?? {}, operator.of.keys);
  };
  const periodsOf = ({ value }: PrintedFigure): readonly number[] => value?.periods ?? [];
  const options = [...new Set(family.flatMap(optionsOf))];
  const periods = [...new Set(family.flatMap(periodsOf))].sort((a, b) => a - b);
  const sumOf = (some: readonly string[], when: readonly number[]): readonly bigint[] =>
    options.flatMap((option) => periods.map((period) => (some.includes(option) && when.includes(period) ? 1n : 0n)));
  const rows = family.map((one): Row => ({
    key: one.key,
    of: sumOf(optionsOf(one), periodsOf(one)),
    value: BigInt(one.value?.numerator ?? '0'),
  }));
  const asked = [
    ...new Map(
      [options, ...family.map(optionsOf), ...options.map((one) => [one])].map((some) => [some.join(' '), some]),
    ).values(),
  ];
  const wanted = asked.flatMap((some) => [periods, ...periods.map((one) => [one])].map((when) => sumOf(some, when)));
  const yielded: FigureKey[] = [];
  for (;;) {
    const shown = rows.filter(({ key }) => !hidden.has(key) && !yielded.includes(key));
    const next = firstTold(shown, wanted);
    if (!next) return yielded;
    yielded.push(next);
  }
}

/** Of a sum of so few that follows from those shown, the smallest of these that it takes; undefined where none does. */
function firstTold(shown: readonly Row[], wanted: readonly (readonly bigint[])[]): FigureKey | undefined {
  const size = shown[0]?.of.length ?? 0;
  const combined = basisOf(
    shown.map(({ of, value }, place) => [...of, ...shown.map((_, at) => (at === place ? 1n : 0n)), value]),
    size,
  );
  for (const sum of wanted) {
    // The last number says how often the wanted sum is in what is left of it.
    const rest = reduced(
      [...sum, ...shown.map(() => 0n), 0n, 1n],
      combined.map((row) => [...row, 0n]),
      size,
    );
    if (rest.slice(0, size).some((one) => one !== 0n)) continue;
    const [value = 0n, times = 1n] = rest.slice(-2);
    if (!isSmall(new ExactDecimal((-value).toString()).dividedBy(times.toString()).toFixed())) continue;
    const taken = shown.filter((_, at) => rest[size + at] !== 0n && (shown[at]?.value ?? 0n) > 0n);
    return taken.reduce<Row | undefined>((least, one) => (least && least.value <= one.value ? least : one), undefined)
      ?.key;
  }
  return undefined;
}

/** Rows of which none follows from the others, by their first `size` numbers. */
function basisOf(rows: readonly (readonly bigint[])[], size: number): readonly (readonly bigint[])[] {
  return rows.reduce<readonly (readonly bigint[])[]>((basis, row) => {
    const rest = reduced(row, basis, size);
    return rest.slice(0, size).some((one) => one !== 0n) ? [...basis, rest] : basis;
  }, []);
}

/** A row, so many times as it takes to stay whole, less what of it the others make up. */
function reduced(row: readonly bigint[], basis: readonly (readonly bigint[])[], size: number): readonly bigint[] {
  return basis.reduce((rest, one) => {
    const at = one.findIndex((value, place) => place < size && value !== 0n);
    const [own, other] = [rest[at] ?? 0n, one[at] ?? 1n];
    return own === 0n ? rest : inLowestTerms(rest.map((value, place) => value * other - (one[place] ?? 0n) * own));
  }, row);
}

/** Without it the numbers of a long row would grow with each that is taken from it. */
function inLowestTerms(row: readonly bigint[]): readonly bigint[] {
  const divisor = row.reduce((common, value) => (common === 1n ? common : commonDivisor(common, value)), 0n);
  return divisor > 1n ? row.map((value) => value / divisor) : row;
}

function commonDivisor(some: bigint, other: bigint): bigint {
  let [a, b] = [some < 0n ? -some : some, other < 0n ? -other : other];
  while (b > 0n) [a, b] = [b, a % b];
  return a;
}

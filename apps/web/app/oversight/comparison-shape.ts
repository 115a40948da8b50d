import type { Comparison } from '../outputs.ts';

type Row = Comparison['rows'][number];

/** Ranked ones first, by rank; then what can't be ranked, larger first; what wasn't sent last. */
export function inOrder(rows: readonly Row[]): readonly Row[] {
  const size = (row: Row): number => (row.current.value === null ? -Infinity : Number(row.current.value));
  return [...rows].sort(
    (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || size(b) - size(a) || a.unitId - b.unitId || 0,
  );
}

/** Widths for the eye only, in per cent of the longest bar: figures themselves stay decimal text. */
export function widthsOf(comparison: Comparison): {
  readonly of: (value: string | null) => number;
  readonly mean: number | null;
} {
  const values = [...comparison.rows.map((row) => row.current.value), comparison.cityMean].flatMap((value) =>
    value === null ? [] : [Number(value)],
  );
  const longest = Math.max(0, ...values);
  const share = (value: string): number =>
    longest === 0 ? 0 : Math.max(0, Math.round((1000 * Number(value)) / longest) / 10);
  return {
    of: (value) => (value === null ? 100 : share(value)),
    mean: comparison.cityMean === null ? null : share(comparison.cityMean),
  };
}

/** Heights of a district's own years, in per cent of its best year. */
export function heightsOf(row: Row): readonly (number | null)[] {
  const values = row.byYear.map((one) => (one.value === null ? null : Number(one.value)));
  const best = Math.max(0, ...values.map((value) => value ?? 0));
  return values.map((value) =>
    value === null ? null : best === 0 ? 4 : Math.max(4, Math.round((100 * value) / best)),
  );
}

/** Lower than the year before, twice in a row: of like with like, so that what is missing isn't a fall. */
export function isFalling(row: Row): boolean {
  const values = row.byYear.map((one) => one.value);
  return (
    values.length >= 3 &&
    row.byYear.every((one) => one.isComplete) &&
    values.every((value) => value !== null) &&
    values.every((value, index) => index === 0 || Number(value) < Number(values[index - 1]))
  );
}

export type Hint = 'incomplete' | 'notAccepted' | 'falling';

export function hintsOf(row: Row): readonly Hint[] {
  const hints: Hint[] = [];
  if (row.current.state !== 'missing' && row.current.value !== null && !row.current.isComplete)
    hints.push('incomplete');
  else if (row.current.state === 'pending' || row.current.state === 'returned') hints.push('notAccepted');
  if (isFalling(row)) hints.push('falling');
  return hints;
}

import type { Comparison } from '../outputs.ts';

type Row = Comparison['rows'][number];

/** A column by which districts stand in order; a number is the place of an earlier year. */
export interface Sorting {
  readonly column: 'rank' | 'district' | 'value' | 'change' | 'state' | 'answered' | number;
  readonly isDescending: boolean;
}

/** By a column; what has nothing in it comes last, whichever the direction. Equals keep the order of their size. */
export function sorted(rows: readonly Row[], { column, isDescending }: Sorting): readonly Row[] {
  const place = (row: Row): number | string | null => {
    switch (column) {
      case 'rank':
        return row.rank;
      case 'district':
        return row.name;
      case 'value':
        return numberOf(row.current.value);
      case 'change':
        return row.change.kind === 'change' ? Number(row.change.by) : null;
      case 'state':
        return row.current.state;
      case 'answered':
        return row.current.expected === 0 ? null : row.current.answered / row.current.expected;
      default:
        return numberOf(row.byYear[column]?.value ?? null);
    }
  };
  const bySize = (a: Row, b: Row): number =>
    (numberOf(b.current.value) ?? -Infinity) - (numberOf(a.current.value) ?? -Infinity) || a.unitId - b.unitId;
  return rows.toSorted((a, b) => {
    const [one, other] = [place(a), place(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null) || bySize(a, b);
    const order = typeof one === 'string' ? one.localeCompare(String(other), 'zh-CN') : one - Number(other);
    return (isDescending ? -order : order) || bySize(a, b);
  });
}

/** For order alone: what is shown stays decimal text. */
function numberOf(value: string | null): number | null {
  return value === null ? null : Number(value);
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

/** Worse than the year before, twice in a row: of like with like, so that what is missing isn't a fall. */
function isWorsening(row: Row, moreIsBetter: boolean): boolean {
  const values = row.byYear.map((one) => one.value);
  const isWorse = (value: string | null, before: string | null | undefined): boolean =>
    moreIsBetter ? Number(value) < Number(before) : Number(value) > Number(before);
  return (
    values.length >= 3 &&
    row.byYear.every((one) => one.isComplete) &&
    values.every((value) => value !== null) &&
    values.every((value, index) => index === 0 || isWorse(value, values[index - 1]))
  );
}

/** Complete and received: what isn't stands hatched, whether districts are ranked or not. */
export function isWhole({ current }: Row): boolean {
  return current.value !== null && current.isComplete && current.state === 'accepted';
}

export type Hint = 'incomplete' | 'notAccepted' | 'falling' | 'rising';

/** @param moreIsBetter null: no direction is a worry. */
export function hintsOf(row: Row, moreIsBetter: boolean | null): readonly Hint[] {
  const hints: Hint[] = [];
  if (row.current.state !== 'missing' && row.current.value !== null && !row.current.isComplete)
    hints.push('incomplete');
  else if (row.current.state === 'pending' || row.current.state === 'returned') hints.push('notAccepted');
  if (moreIsBetter !== null && isWorsening(row, moreIsBetter)) hints.push(moreIsBetter ? 'falling' : 'rising');
  return hints;
}

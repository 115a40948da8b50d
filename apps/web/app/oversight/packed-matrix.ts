import type { ComparisonMatrix } from '../outputs.ts';

type Row = ComparisonMatrix['indicators'][number];

/** A row with each of its lists as one text: a hundred districts' numbers pass as such in a fraction of the bytes. */
export interface PackedRow extends Omit<Row, 'values' | 'hidden' | 'isUnasked' | 'isComplete'> {
  /** District by district, year by year, apart by spaces; nothing where there is no value. */
  readonly values: string;
  /** Places among the values, and among the districts. */
  readonly hidden: readonly number[];
  readonly unasked: readonly number[];
  readonly incomplete: readonly number[];
}

export interface PackedMatrix extends Omit<ComparisonMatrix, 'indicators'> {
  readonly indicators: readonly PackedRow[];
}

export function packMatrix({ indicators, ...matrix }: ComparisonMatrix): PackedMatrix {
  return {
    ...matrix,
    indicators: indicators.map(({ values, hidden, isUnasked, isComplete, ...row }) => ({
      ...row,
      values: values.flat().join(' '),
      hidden: placesOf(hidden.flat()),
      unasked: placesOf(isUnasked),
      incomplete: placesOf(isComplete.map((one) => !one)),
    })),
  };
}

export function unpackMatrix({ indicators, ...matrix }: PackedMatrix): ComparisonMatrix {
  const { years, districts } = matrix;
  const byDistrict = <T>(list: readonly T[]): readonly (readonly T[])[] =>
    districts.map((_, place) => list.slice(place * years.length, (place + 1) * years.length));
  return {
    ...matrix,
    indicators: indicators.map(({ values, hidden, unasked, incomplete, ...row }) => ({
      ...row,
      values: byDistrict(values.split(' ').map((text) => (text === '' ? null : text))),
      hidden: byDistrict(areIn(hidden, districts.length * years.length)),
      isUnasked: areIn(unasked, districts.length),
      isComplete: areIn(incomplete, districts.length).map((one) => !one),
    })),
  };
}

function placesOf(flags: readonly boolean[]): readonly number[] {
  return flags.flatMap((flag, place) => (flag ? [place] : []));
}

function areIn(places: readonly number[], length: number): readonly boolean[] {
  const found = new Set(places);
  return Array.from({ length }, (_, place) => found.has(place));
}

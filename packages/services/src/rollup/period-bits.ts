/** Periods as the database holds them: a bit each, 2 for the first, 4 for the second. */
export function bitsOf(periods: readonly number[]): number {
  return periods.reduce((bits, period) => bits | (1 << period), 0);
}

const known = new Map<number, readonly number[]>();

/** Each written out once: of each reporter, a year’s figures ask tens of thousands of times. */
export function periodsIn(bits: number): readonly number[] {
  const found =
    known.get(bits) ??
    Array.from({ length: 31 }, (_, period) => period).filter((period) => (bits & (1 << period)) !== 0);
  known.set(bits, found);
  return found;
}

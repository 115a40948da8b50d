/** Periods as the database holds them: a bit each, 2 for the first, 4 for the second. */
export function bitsOf(periods: readonly number[]): number {
  return periods.reduce((bits, period) => bits | (1 << period), 0);
}

export function periodsIn(bits: number): readonly number[] {
  return Array.from({ length: 31 }, (_, period) => period).filter((period) => (bits & (1 << period)) !== 0);
}

/** Random choices that a seed repeats. */
export interface Dice {
  /** 0 to n − 1. */
  readonly below: (n: number) => number;
  readonly between: (least: number, most: number) => number;
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** Each with its weight. */
  readonly weighted: <T>(from: readonly (readonly [number, T])[]) => T;
  /** At least one of them, in their order. */
  readonly some: <T>(from: readonly T[]) => readonly T[];
}

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  // mulberry32, whose 32 bits are used as a whole number.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (n: number): number => next() % n;
  const weighted = <T>(from: readonly (readonly [number, T])[]): T => {
    let left = below(from.reduce((total, [weight]) => total + weight, 0));
    for (const [weight, item] of from) {
      if (left < weight) return item;
      left -= weight;
    }
    throw new RangeError('Nothing to choose from');
  };
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (percent) => below(100) < percent,
    pick: (from) => weighted(from.map((item) => [1, item] as const)),
    weighted,
    some: (from) => {
      const forced = below(from.length);
      return from.filter((_, index) => index === forced || below(2) === 0);
    },
  };
}

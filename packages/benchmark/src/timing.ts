/** Milliseconds of many runs of one thing. */
export interface Sample {
  readonly least: number;
  readonly median: number;
  readonly p95: number;
  readonly runs: number;
  /** In the order of the rounds. */
  readonly times: readonly number[];
}

export function sampleOf(times: readonly number[]): Sample {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { least: at(0), median: at(0.5), p95: at(0.95), runs: sorted.length, times };
}

/**
 * How many times as long the one takes as the other: the middle of the rounds' own ratios, since what else runs on the
 * machine falls on both of a round.
 */
export function ratioOf(one: Sample, other: Sample): number {
  return sampleOf(one.times.map((time, round) => time / (other.times[round] ?? Number.NaN))).median;
}

export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const warmUps = 8;

/**
 * Runs all in turn, so that whatever else the machine does falls on each of them alike.
 *
 * @param inARow how often one runs before the next has its turn: the first time it finds the processor's caches full of
 *   what the others left there, for which even a bare server waits twice as long
 */
export async function interleave<Name extends string>(
  things: Readonly<Record<Name, () => Promise<unknown>>>,
  runs: number,
  inARow = 1,
): Promise<Readonly<Record<Name, Sample>>> {
  const names = Object.keys(things) as Name[];
  const times = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < warmUps + runs / inARow; round += 1) {
    for (const name of names) {
      for (let n = 0; n < inARow; n += 1) {
        const time = await timeOf(things[name]);
        if (round >= warmUps) times.get(name)?.push(time);
      }
    }
  }
  return Object.fromEntries(names.map((name) => [name, sampleOf(times.get(name) ?? [])])) as Record<Name, Sample>;
}

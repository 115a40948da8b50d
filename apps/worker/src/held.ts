/** Milliseconds: whoever reads all gauges at once has each thing counted once. */
const least = 5000;
/** What takes long to count (a country's forms) is counted again after so many times as long. */
const timesAsLong = 50;

/** A reading that is kept for a while, so that reading costs little however often somebody asks. */
export function held<T>(read: () => Promise<T>, clock = (): number => performance.now()): () => Promise<T> {
  let last: { readonly reading: Promise<T>; until: number } | undefined;
  return () => {
    const begun = clock();
    if (last && begun < last.until) return last.reading;
    const reading = read();
    const own = { reading, until: Infinity };
    last = own;
    const hold = (): void => {
      own.until = clock() + Math.max(least, timesAsLong * (clock() - begun));
    };
    reading.then(hold, hold);
    return reading;
  };
}

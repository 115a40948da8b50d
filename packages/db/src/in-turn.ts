/** Runs what it is given, so many at a time; who comes later waits for a turn, in the order of coming. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createInTurn(mostAtOnce: number): InTurn {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  return async (work) => {
    if (underWay >= mostAtOnce)
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    else underWay += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes this one's place, which nobody else finds free meanwhile.
      const next = waiting.shift();
      if (next) next();
      else underWay -= 1;
    }
  };
}

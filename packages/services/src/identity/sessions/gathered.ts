/** So many lookups are under way at a time: one that hangs doesn't hold up everybody. */
const mostAtOnce = 2;

/** What is asked together is answered together, and goes on together: of many, the last would wait for all. */
const mostTogether = 8;

interface Waiting<Value> {
  readonly key: string;
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One by one what is looked up many at a time: who asks while others are being looked up goes with the next of them.
 * Nobody is answered by what was read before they asked.
 */
export function gathered<Value>(
  lookUp: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (key: string) => Promise<Value | undefined> {
  let waiting: Waiting<Value>[] = [];
  let underWay = 0;
  const next = async (): Promise<void> => {
    const asked = waiting.slice(0, mostTogether);
    waiting = waiting.slice(mostTogether);
    underWay += 1;
    try {
      const found = await lookUp([...new Set(asked.map(({ key }) => key))]);
      for (const { key, resolve } of asked) resolve(found.get(key));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
    underWay -= 1;
    if (waiting.length > 0) void next();
  };
  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (underWay < mostAtOnce) void next();
    });
}

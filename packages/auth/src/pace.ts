import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';

/** How much was done in the time that runs, and in how many seconds it begins anew. */
export interface Spent {
  readonly used: number;
  readonly seconds: number;
}

/** Counts what each person does in a time, in this process alone: nothing is asked of the database. */
export interface Pace {
  /** Counts one more. How many there may be is for who asks to say: limits differ from tenant to tenant. */
  count(key: string): Promise<Spent>;
  /** Without counting. */
  read(key: string): Promise<Spent>;
}

export function createPace(seconds: number): Pace {
  const limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: seconds });
  const spent = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Spent => ({
    used: consumedPoints,
    seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  });
  return {
    count: async (key) => spent(await limiter.consume(key)),
    async read(key) {
      const found = await limiter.get(key);
      return found ? spent(found) : { used: 0, seconds };
    },
  };
}

import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Counts what each person does in a time, in this process alone: nothing is asked of the database. */
export interface Pace {
  /** Counts one more. Null, or the seconds until it may be done again. */
  count(key: string, limit: number): Promise<number | null>;
}

export function createPace(seconds: number): Pace {
  // Limits differ from tenant to tenant: the limiter counts, and who asks says how many there may be.
  const limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: seconds });
  return {
    async count(key, limit) {
      const { consumedPoints, msBeforeNext } = await limiter.consume(key);
      return consumedPoints > limit ? Math.max(1, Math.ceil(msBeforeNext / 1000)) : null;
    },
  };
}

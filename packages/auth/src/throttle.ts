import { createHmac } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { ThrottlePolicy } from './policy.ts';

/** Where a guess comes from. */
export interface Origin {
  readonly address: string;
  /** A device at which this person has signed in before, by the browser's cookie; null for any other. */
  readonly device: string | null;
}

export interface Throttle {
  /**
   * Counts a guess before it is looked at, so that guesses made at once count apart. Answers the minutes for which no
   * more are heard of this name from here, or null: go on.
   */
  count(name: string, origin: Origin): Promise<number | null>;
  /** The guess was right: what was counted at this name from here is forgotten. */
  forget(name: string, origin: Origin): Promise<void>;
}

/** Runs the limiter's statements, by which it keeps `sign_in_attempts`. */
export interface AttemptStore {
  query(statement: {
    readonly text: string;
    readonly values?: readonly unknown[];
  }): Promise<{ readonly rows: readonly unknown[]; readonly rowCount: number }>;
}

const day = 86_400;

/**
 * A name is closed to whoever guesses at it from one place, and open from everywhere else: who wants to lock somebody
 * out only locks themselves out. A device where the person has signed in before is a place of its own, also behind an
 * address that others share. By the machine's clock, as sessions are.
 */
export function createThrottle(store: AttemptStore, key: Buffer, policy: ThrottlePolicy): Throttle {
  const limiter = (keyPrefix: string, points: number, seconds: number) =>
    new RateLimiterPostgres({
      storeClient: store,
      storeType: 'pool',
      tableName: 'sign_in_attempts',
      tableCreated: true,
      keyPrefix,
      points,
      duration: seconds,
      blockDuration: seconds,
    });
  const seconds = policy.minutes * 60;
  const byPlace = limiter('place', policy.failures, seconds);
  const byAddress = limiter('address', policy.failuresPerAddress, seconds);
  const byName = limiter('name', policy.failuresPerName, day);
  const hashOf = (...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url');
  const placeOf = (name: string, { address, device }: Origin): string =>
    device === null ? hashOf(name, 'address', address) : hashOf(name, 'device', device);

  return {
    async count(name, origin) {
      // One after the other: what isn't heard from here any more counts nowhere else.
      const wait = await consume(byPlace, placeOf(name, origin));
      if (wait !== null || origin.device !== null) return wait;
      return (await consume(byAddress, hashOf(origin.address))) ?? (await consume(byName, hashOf(name)));
    },
    async forget(name, origin) {
      await Promise.all([
        byPlace.delete(placeOf(name, origin)),
        byName.delete(hashOf(name)),
        ...(origin.device === null ? [byAddress.reward(hashOf(origin.address))] : []),
      ]);
    },
  };
}

/** Null, or the minutes to wait. */
async function consume(limiter: RateLimiterPostgres, key: string): Promise<number | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 60_000));
    throw refusal;
  }
}

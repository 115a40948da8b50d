import type { DB } from '@huibao/db';
import { sql, type Kysely } from 'kysely';

// As huibao_auth, which alone reaches `sign_in_attempts`: keyed hashes of names and addresses, which only count here.

export interface RefusedSignIns {
  /** Guesses that weren't right, of names at which none was right since: within the time for which they count. */
  readonly guesses: number;
  /** A name from one address or device is one: where no more are heard. */
  readonly locked: number;
}

/** @param most guesses at a name from one place that are heard */
export async function measureSignIns(authDb: Kysely<DB>, most: number): Promise<RefusedSignIns> {
  const { rows } = await sql<Record<keyof RefusedSignIns, string>>`
    select coalesce(sum(points), 0) as guesses, count(*) filter (where points > ${most}) as locked
    from sign_in_attempts
    where key like 'place:%' and expire > extract(epoch from clock_timestamp()) * 1000`.execute(authDb);
  const [row] = rows;
  return { guesses: Number(row?.guesses ?? 0), locked: Number(row?.locked ?? 0) };
}

import type { AttemptStore } from '@huibao/auth';
import type { DB } from '@huibao/db';
import { CompiledQuery, type Kysely } from 'kysely';

/** Runs the limiter's own statements as the sign-in role, the only one that reaches `sign_in_attempts`. */
export function attemptStore(authDb: Kysely<DB>): AttemptStore {
  return {
    async query({ text, values }) {
      const { rows, numAffectedRows } = await authDb.executeQuery(CompiledQuery.raw(text, [...(values ?? [])]));
      return { rows, rowCount: Number(numAffectedRows ?? rows.length) };
    },
  };
}

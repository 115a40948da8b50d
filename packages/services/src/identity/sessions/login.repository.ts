import type { DB } from '@huibao/db';
import { sql, type Kysely } from 'kysely';

// As huibao_auth, which finds a login by its name alone: whose tenant it is, is what it finds.

export interface Login {
  readonly tenantId: number;
  readonly userId: string;
  readonly passwordHash: string;
  readonly failures: number;
  readonly lockedUntil: Date | null;
  readonly isDisabled: boolean;
}

export async function findLogin(authDb: Kysely<DB>, username: string): Promise<Login | undefined> {
  const row = await authDb
    .selectFrom('logins as l')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'l.tenant_id').onRef('u.id', '=', 'l.user_id'))
    .select(['l.tenant_id', 'l.user_id', 'l.password_hash', 'l.failures', 'l.locked_until', 'u.disabled_at'])
    .where('l.username', '=', username)
    .executeTakeFirst();
  return (
    row && {
      tenantId: row.tenant_id,
      userId: row.user_id,
      passwordHash: row.password_hash,
      failures: row.failures,
      lockedUntil: row.locked_until,
      isDisabled: row.disabled_at !== null,
    }
  );
}

/** Counted by the database, so that guesses made at once count apart; the last one allowed locks the name. */
export async function countFailure(
  authDb: Kysely<DB>,
  tenantId: number,
  username: string,
  maxFailures: number,
  lockedUntil: Date,
): Promise<void> {
  const isFull = sql<boolean>`failures + 1 >= ${maxFailures}`;
  await authDb
    .updateTable('logins')
    .set({
      failures: sql<number>`case when ${isFull} then 0 else failures + 1 end`,
      locked_until: sql<Date | null>`case when ${isFull} then ${lockedUntil}::timestamptz else locked_until end`,
    })
    .where('tenant_id', '=', tenantId)
    .where('username', '=', username)
    .execute();
}

export async function clearFailures(authDb: Kysely<DB>, username: string): Promise<void> {
  await authDb
    .updateTable('logins')
    .set({ failures: 0, locked_until: null })
    .where('username', '=', username)
    .execute();
}

/** In the order in which they were given. */
export async function listMembershipIds(
  authDb: Kysely<DB>,
  tenantId: number,
  userId: string,
): Promise<readonly string[]> {
  const rows = await authDb
    .selectFrom('memberships')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

export async function updateSessionMembership(
  authDb: Kysely<DB>,
  sessionIdHash: string,
  membershipId: string,
): Promise<void> {
  await authDb
    .updateTable('sessions')
    .set({ membership_id: membershipId })
    .where('id_hash', '=', sessionIdHash)
    .execute();
}

import type { SessionStore } from '@huibao/auth';
import { executePrepared, type DB } from '@huibao/db';
import type { Kysely } from 'kysely';

/** Sessions over the sign-in role. A disabled person's session is not found, so it ends at once. */
export function sessionRepository(authDb: Kysely<DB>, now: () => Date): SessionStore {
  return {
    async insertSession(session) {
      await authDb
        .insertInto('sessions')
        .values({
          tenant_id: session.tenantId,
          id_hash: session.idHash,
          user_id: session.userId,
          membership_id: session.membershipId,
          expires_at: session.expiresAt,
          created_at: now(),
        })
        .execute();
    },
    async findSession(idHash) {
      const asked = authDb
        .selectFrom('sessions as s')
        .innerJoin('users as u', (join) =>
          join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.user_id'),
        )
        .select(['s.tenant_id', 's.user_id', 's.membership_id', 's.expires_at'])
        .where('s.id_hash', '=', idHash)
        .where('u.disabled_at', 'is', null);
      const [row] = await executePrepared(authDb, asked);
      return (
        row && {
          idHash,
          tenantId: row.tenant_id,
          userId: row.user_id,
          membershipId: row.membership_id,
          expiresAt: row.expires_at,
        }
      );
    },
    async updateExpiry(idHash, expiresAt) {
      await authDb.updateTable('sessions').set({ expires_at: expiresAt }).where('id_hash', '=', idHash).execute();
    },
    async deleteSession(idHash) {
      await authDb.deleteFrom('sessions').where('id_hash', '=', idHash).execute();
    },
  };
}

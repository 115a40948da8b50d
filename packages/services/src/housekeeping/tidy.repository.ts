import type { DB, TenantTransaction } from '@huibao/db';
import { sql, type Kysely, type RawBuilder } from 'kysely';

/** At once, so that nobody waits behind it for long. */
const piece = 5_000;

/** Repeats a deletion of at most a piece until there is nothing left of it; how many rows went. */
async function inPieces(db: Kysely<DB>, deletion: RawBuilder<unknown>): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { numAffectedRows } = await deletion.execute(db);
    deleted += Number(numAffectedRows ?? 0);
    if (Number(numAffectedRows ?? 0) < piece) return deleted;
  }
}

/** As huibao_auth: sessions that ended before then. */
export const deleteEndedSessions = (authDb: Kysely<DB>, before: Date): Promise<number> =>
  inPieces(
    authDb,
    sql`delete from sessions where id_hash in (select id_hash from sessions where expires_at < ${before} limit ${piece})`,
  );

/** As huibao_auth: counts of guesses that have run out. */
export const deleteForgottenAttempts = (authDb: Kysely<DB>, now: Date): Promise<number> =>
  inPieces(
    authDb,
    sql`delete from sign_in_attempts
      where key in (select key from sign_in_attempts where expire < ${now.getTime()} limit ${piece})`,
  );

/** As huibao_relay: messages that Temporal took before then. */
export const deleteSentMessages = (relayDb: Kysely<DB>, before: Date): Promise<number> =>
  inPieces(
    relayDb,
    sql`delete from outbox
      where (tenant_id, id) in (select tenant_id, id from outbox where sent_at < ${before} limit ${piece})`,
  );

/** Of a tenant: what people were told before then, read or not. */
export const deleteOldNotices = (trx: TenantTransaction, tenantId: number, before: Date): Promise<number> =>
  inPieces(
    trx,
    sql`delete from notices where tenant_id = ${tenantId}
      and id in (select id from notices where tenant_id = ${tenantId} and created_at < ${before} limit ${piece})`,
  );

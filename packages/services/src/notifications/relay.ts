import type { DB } from '@huibao/db';
import { connect } from '@huibao/db';
import type { Kysely } from 'kysely';

/** One row of the outbox on its way to Temporal. */
export interface OutboxRow {
  readonly id: string;
  readonly tenantId: number;
  readonly workflow: string;
  readonly workflowId: string;
  readonly signal: string | null;
  readonly payload: Readonly<Record<string, string | number>>;
}

export type RelayDatabase = Kysely<DB>;

/** Opens the relay's own door: the outbox, and nothing else. */
export function connectRelay(url: string): RelayDatabase {
  return connect(url, 2);
}

const batch = 50;

/**
 * Sends what is unsent, oldest first, and marks it. A row is marked after it was sent: a relay that dies in between
 * sends it again, which the business key makes harmless. Returns how many were sent; a failure ends the round, so that
 * a signal never overtakes its start.
 */
export async function relayOnce(
  db: RelayDatabase,
  send: (row: OutboxRow) => Promise<void>,
  now: () => Date,
): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await trx
      .selectFrom('outbox')
      .select(['id', 'tenant_id', 'workflow', 'workflow_id', 'signal', 'payload'])
      .where('sent_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute();
    let sent = 0;
    for (const row of rows) {
      try {
        await send({
          id: row.id,
          tenantId: row.tenant_id,
          workflow: row.workflow,
          workflowId: row.workflow_id,
          signal: row.signal,
          payload: row.payload as Record<string, string | number>,
        });
      } catch {
        await trx
          .updateTable('outbox')
          .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
          .where('tenant_id', '=', row.tenant_id)
          .where('id', '=', row.id)
          .execute();
        break;
      }
      await trx
        .updateTable('outbox')
        .set({ sent_at: now() })
        .where('tenant_id', '=', row.tenant_id)
        .where('id', '=', row.id)
        .execute();
      sent += 1;
    }
    return sent;
  });
}

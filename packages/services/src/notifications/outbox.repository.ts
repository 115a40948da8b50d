import type { DB, TenantTransaction } from '@huibao/db';
import { sql, type Kysely, type Transaction } from 'kysely';
import { v7 as uuid } from 'uuid';

/** The workflows that there are; `packages/workflows` names their types by these. */
export type WorkflowKind = 'collection' | 'report' | 'import';

/** What a workflow is told. Payloads hold ids and instants only: histories keep them, and people may read those. */
export interface OutboxMessage {
  readonly workflow: WorkflowKind;
  /** Business key: starting it twice is harmless. */
  readonly workflowId: string;
  /**
   * Null starts the workflow; `anew` starts it in place of the one that runs or ran (decision 86); another name signals
   * it.
   */
  readonly signal: string | null;
  readonly payload: Readonly<Record<string, string | number | boolean>>;
}

/** One row of the outbox on its way to Temporal. */
export interface OutboxRow extends OutboxMessage {
  readonly id: string;
  readonly tenantId: number;
  /** How often it was refused. */
  readonly attempts: number;
  /** The number of the transaction that wrote it, or refused it last. */
  readonly xid: string;
}

export async function insertOutboxMessage(
  trx: TenantTransaction,
  tenantId: number,
  message: OutboxMessage,
  createdAt: Date,
): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      tenant_id: tenantId,
      id: uuid(),
      workflow: message.workflow,
      workflow_id: message.workflowId,
      signal: message.signal,
      payload: JSON.stringify(message.payload),
      created_at: createdAt,
    })
    .execute();
}

/**
 * Of all tenants: the relay's role sees the outbox, and nothing else. Of each workflow the oldest, those first that
 * have failed least; rows that another relay has in hand are passed over, and with them what follows them.
 */
export async function lockUnsent(trx: Transaction<DB>, now: Date, limit: number): Promise<readonly OutboxRow[]> {
  const rows = await trx
    .selectFrom('outbox as o')
    .select(['o.id', 'o.tenant_id', 'o.workflow', 'o.workflow_id', 'o.signal', 'o.payload', 'o.attempts'])
    .select(sql<string>`o.xmin::text`.as('xid'))
    .where('o.sent_at', 'is', null)
    .where((eb) => eb.or([eb('o.next_at', 'is', null), eb('o.next_at', '<=', now)]))
    .where(
      sql<boolean>`not exists (
        select 1 from outbox e
        where e.workflow_id = o.workflow_id and e.sent_at is null and (e.created_at, e.id) < (o.created_at, o.id)
      )`,
    )
    .orderBy('o.attempts')
    .orderBy('o.created_at')
    .orderBy('o.id')
    .limit(limit)
    .forUpdate('o')
    .skipLocked()
    .execute();
  return rows.map((row) => ({
    id: row.id,
    tenantId: row.tenant_id,
    workflow: row.workflow as WorkflowKind,
    workflowId: row.workflow_id,
    signal: row.signal,
    payload: row.payload as Record<string, string | number | boolean>,
    attempts: row.attempts,
    xid: row.xid,
  }));
}

export async function markSent(trx: Transaction<DB>, row: OutboxRow, sentAt: Date): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ sent_at: sentAt })
    .where('tenant_id', '=', row.tenantId)
    .where('id', '=', row.id)
    .execute();
}

/** Refused once more: not tried again before then. */
export async function postpone(
  trx: Transaction<DB>,
  row: OutboxRow,
  { failure, nextAt }: { readonly failure: string; readonly nextAt: Date },
): Promise<void> {
  await trx
    .updateTable('outbox')
    .set({ attempts: row.attempts + 1, failure, next_at: nextAt })
    .where('tenant_id', '=', row.tenantId)
    .where('id', '=', row.id)
    .execute();
}

export interface OutboxState {
  readonly waiting: number;
  /** Of these: refused at least once. */
  readonly refused: number;
  /** When the oldest that was never refused was written; null where there is none. */
  readonly oldestAt: string | null;
  /** The last words of the one that was refused most often. */
  readonly failure: string | null;
}

export async function measureOutbox(db: Kysely<DB>): Promise<OutboxState> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => [
      eb.fn.countAll<string>().as('waiting'),
      eb.fn.countAll<string>().filterWhere('attempts', '>', 0).as('refused'),
      eb.fn.min('created_at').filterWhere('attempts', '=', 0).as('oldest'),
      sql<string | null>`(array_agg(failure order by attempts desc) filter (where attempts > 0))[1]`.as('failure'),
    ])
    .where('sent_at', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    waiting: Number(row.waiting),
    refused: Number(row.refused),
    oldestAt: row.oldest === null ? null : new Date(row.oldest).toISOString(),
    failure: row.failure,
  };
}

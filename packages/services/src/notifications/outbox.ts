import { v7 as uuid } from 'uuid';
import type { Scope } from '../use-case.ts';

/** What a workflow is told. Payloads hold ids and instants only: histories keep them, and people may read those. */
export interface OutboxMessage {
  readonly workflow: 'collection' | 'report';
  /** Business key: starting it twice is harmless. */
  readonly workflowId: string;
  /** Null starts the workflow; a name signals it (starting it where it isn't running). */
  readonly signal: string | null;
  readonly payload: Readonly<Record<string, string | number>>;
}

/** Written in the transaction of the change; the relay turns it into a start or a signal, at least once. */
export async function enqueue({ trx, actor, now }: Scope, message: OutboxMessage): Promise<void> {
  await trx
    .insertInto('outbox')
    .values({
      tenant_id: actor.tenantId,
      id: uuid(),
      workflow: message.workflow,
      workflow_id: message.workflowId,
      signal: message.signal,
      payload: JSON.stringify(message.payload),
      created_at: now,
    })
    .execute();
}

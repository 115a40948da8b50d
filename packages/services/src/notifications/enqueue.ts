import type { Scope } from '../use-case.ts';
import { insertOutboxMessage, type OutboxMessage } from './outbox.repository.ts';

/** Written in the transaction of the change; the relay turns it into a start or a signal, at least once. */
export async function enqueue({ trx, actor, now }: Scope, message: OutboxMessage): Promise<void> {
  await insertOutboxMessage(trx, actor.tenantId, message, now);
}

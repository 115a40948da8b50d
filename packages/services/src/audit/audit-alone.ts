import { withTenant, type Actor } from '@huibao/db';
import type { Context } from '../context.ts';
import { appendAudit, type AuditRecord } from './append-audit.ts';

/** One record in a transaction of its own: of what changes nothing else, or was refused. */
export async function auditAlone(ctx: Context, actor: Actor, record: AuditRecord): Promise<void> {
  const head = await withTenant(ctx.db, actor, (trx) => appendAudit(trx, ctx.auditKeys, actor, actor.now(), [record]));
  if (head) ctx.auditHeads.note(head);
}

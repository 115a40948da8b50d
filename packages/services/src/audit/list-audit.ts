import { z } from 'zod';
import { defineQuery, noInput } from '../use-case.ts';
import { verifyChain } from './verify-chain.ts';

export const listAudit = defineQuery({
  permission: 'audit.read',
  input: z.object({ before: z.string().regex(/^\d+$/).optional(), action: z.string().max(60).optional() }),
  async run({ trx, actor }, { before, action }) {
    const rows = await trx
      .selectFrom('audit_entries')
      .select(['seq', 'at', 'user_name', 'action', 'subject', 'detail', 'outcome'])
      .where('tenant_id', '=', actor.tenantId)
      .$if(before !== undefined, (q) => q.where('seq', '<', before ?? ''))
      .$if(Boolean(action), (q) => q.where('action', 'like', `${(action ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`))
      .orderBy('seq', 'desc')
      .limit(100)
      .execute();
    return {
      entries: rows.map((row) => ({
        seq: row.seq,
        at: row.at.toISOString(),
        userName: row.user_name,
        action: row.action,
        subject: row.subject,
        detail: JSON.stringify(row.detail),
        outcome: row.outcome === 'refused' ? ('refused' as const) : ('done' as const),
      })),
      nextBefore: rows.length === 100 ? (rows.at(-1)?.seq ?? null) : null,
    };
  },
});

export const checkAuditChain = defineQuery({
  permission: 'audit.read',
  input: noInput,
  run: ({ trx, actor, ctx }) => verifyChain(trx, ctx.auditKey, ctx.auditHeads, actor.tenantId),
});

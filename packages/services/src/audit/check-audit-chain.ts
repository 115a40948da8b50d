import { readAsTenant } from '@huibao/db';
import { defineQuery, noInput } from '../use-case.ts';
import { verifyChain } from './verify-chain.ts';

export const checkAuditChain = defineQuery({
  permission: 'audit.read',
  input: noInput,
  async run({ actor, ctx }) {
    const { heads, copies } = await ctx.auditHeads.noted(actor.tenantId);
    // As of a moment after that: this query's own is before it, and would miss what was noted in between.
    const verdict = await readAsTenant(ctx.db, actor, (trx) => verifyChain(trx, ctx.auditKeys, heads, actor.tenantId));
    return { ...verdict, copies };
  },
});

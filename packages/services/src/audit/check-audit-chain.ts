import { defineQuery, noInput } from '../use-case.ts';
import { verifyChain } from './verify-chain.ts';

export const checkAuditChain = defineQuery({
  permission: 'audit.read',
  input: noInput,
  run: ({ trx, actor, ctx }) => verifyChain(trx, ctx.auditKey, ctx.auditHeads, actor.tenantId),
});

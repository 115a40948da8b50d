import { defineQuery, noInput } from '../../use-case.ts';
import { listAccountsOf } from './account.repository.ts';

export const listAccounts = defineQuery({
  permission: 'account.read',
  input: noInput,
  run: ({ trx, actor, ctx }) => listAccountsOf(trx, actor.tenantId, ctx.identityIssuer),
});

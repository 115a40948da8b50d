import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { lockAccount, requireManageable } from './account-rules.ts';
import { deleteSessionsOf, updateDisabled } from './account.repository.ts';

export const setAccountDisabled = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid(), isDisabled: z.boolean() }),
  async run(scope, { userId, isDisabled }) {
    const { trx, actor, now, audit } = scope;
    await lockAccount(scope, userId);
    await requireManageable(scope, userId);
    await updateDisabled(trx, actor.tenantId, userId, isDisabled ? now : null);
    if (isDisabled) await deleteSessionsOf(trx, actor.tenantId, userId);
    audit({ action: isDisabled ? 'account.disabled' : 'account.enabled', subject: userId, detail: {} });
    return { userId };
  },
});

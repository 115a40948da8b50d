import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { requireManageable } from './account-rules.ts';
import { deleteSessionsOf, replacePassword } from './account.repository.ts';
import { firstPassword } from './temporary-password.ts';

export const resetPassword = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid() }),
  prepare: firstPassword,
  async run(scope, { userId }, { password, passwordHash }) {
    const { trx, actor, now, audit } = scope;
    await requireManageable(scope, userId);
    const username = await replacePassword(trx, actor.tenantId, userId, passwordHash, now);
    await deleteSessionsOf(trx, actor.tenantId, userId);
    audit({ action: 'account.password_reset', subject: userId, detail: {} });
    return { userId, username, password };
  },
});

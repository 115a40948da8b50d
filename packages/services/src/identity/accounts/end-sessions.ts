import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { requireManageable } from './account-rules.ts';
import { deleteSessionsOf } from './account.repository.ts';

/** Signs somebody out everywhere. */
export const endSessions = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid() }),
  async run(scope, { userId }) {
    const { trx, actor, audit } = scope;
    await requireManageable(scope, userId);
    const ended = await deleteSessionsOf(trx, actor.tenantId, userId);
    audit({ action: 'session.revoked', subject: userId, detail: { ended } });
    return { ended };
  },
});

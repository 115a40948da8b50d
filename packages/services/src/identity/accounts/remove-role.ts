import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { lockAccount, requireRemovable } from './account-rules.ts';
import { deleteMembership, deleteSessionsOf, listHeldRoles } from './account.repository.ts';

/** Takes a role at a unit. What the person may still do is asked for anew: every session of theirs ends. */
export const removeRole = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid(), membershipId: z.uuid() }),
  async run(scope, { userId, membershipId }) {
    const { trx, actor, audit } = scope;
    await lockAccount(scope, userId);
    const held = await listHeldRoles(trx, actor.tenantId, userId);
    const removed = held.find((one) => one.id === membershipId);
    if (!removed) throw new HuibaoError('account.not_found');
    requireRemovable(scope, userId, removed.role);
    // An account that may do nothing is one to disable.
    if (held.length === 1) throw new HuibaoError('account.last_role');
    await deleteMembership(trx, actor.tenantId, membershipId);
    await deleteSessionsOf(trx, actor.tenantId, userId);
    audit({ action: 'account.role_removed', subject: userId, detail: { role: removed.role, unitId: removed.unitId } });
    return { userId };
  },
});

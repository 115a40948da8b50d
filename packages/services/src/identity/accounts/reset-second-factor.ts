import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { requireManageable } from './account-rules.ts';
import { deleteSessionsOf } from './account.repository.ts';
import { deleteSecondFactor } from './second-factor.repository.ts';

/** For who lost the telephone and the recovery codes: signs in by password alone, and enrols again where it must be. */
export const resetSecondFactor = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid() }),
  async run(scope, { userId }) {
    const { trx, actor, audit } = scope;
    await requireManageable(scope, userId);
    await deleteSecondFactor(trx, actor.tenantId, userId);
    await deleteSessionsOf(trx, actor.tenantId, userId);
    audit({ action: 'account.second_factor_reset', subject: userId, detail: {} });
    return { userId };
  },
});

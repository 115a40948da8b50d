import { roles } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { getTenant } from '../tenants/tenant.repository.ts';
import { requireRoom } from '../../quotas/require-room.ts';
import { usernameIn } from '../tenants/login-suffix.ts';
import { personName, username } from './account-input.ts';
import { requireRoleHere } from './account-rules.ts';
import { insertAccount } from './account.repository.ts';
import { firstPassword } from './temporary-password.ts';

export const createAccount = defineMutation({
  permission: 'account.manage',
  input: z.object({ username, name: personName, unitId: z.int32(), role: z.enum(roles) }),
  prepare: firstPassword,
  async run(scope, input, { password, passwordHash }) {
    const { trx, actor, now, audit } = scope;
    await requireRoleHere(scope, input.unitId, input.role);
    await requireRoom(trx, actor.tenantId, { people: 1 }, now);
    const username = usernameIn(await getTenant(trx, actor.tenantId), input.username);
    const account = { ...input, username, passwordHash, mustChange: true };
    const { userId } = await insertAccount(trx, actor.tenantId, account, now);
    audit({ action: 'account.created', subject: userId, detail: { role: input.role, unitId: input.unitId } });
    return { userId, username, password };
  },
});

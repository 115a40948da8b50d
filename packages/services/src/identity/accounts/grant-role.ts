import { areRolesApart, HuibaoError, officerRoles, roles } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../../use-case.ts';
import { lockAccount, requireRoleHere } from './account-rules.ts';
import { holdsAnyRole, insertMembership, listRoles } from './account.repository.ts';

export const grantRole = defineMutation({
  permission: 'account.manage',
  input: z.object({ userId: z.uuid(), unitId: z.int32(), role: z.enum(roles) }),
  async run(scope, { userId, unitId, role }) {
    const { trx, actor, now, audit } = scope;
    await requireRoleHere(scope, unitId, role);
    await lockAccount(scope, userId);
    // Nobody widens their own powers.
    if (userId === actor.userId) throw new HuibaoError('account.self');
    // 三员分立: one person is one of the three officers at most.
    if (officerRoles.includes(role) && (await holdsAnyRole(trx, actor.tenantId, userId, officerRoles)))
      throw new HuibaoError('account.officer_conflict');
    // What joins duties that are kept apart is the security officer's to answer for. Acts stay apart all the same:
    // nobody signs the same report twice.
    const held = await listRoles(trx, actor.tenantId, userId);
    const apart = held.find((one) => areRolesApart(one, role));
    if (apart !== undefined && actor.role !== 'security_officer' && actor.role !== 'system')
      throw new HuibaoError('account.roles_apart');
    await insertMembership(trx, actor.tenantId, { userId, unitId, role }, now);
    audit({ action: 'account.role_granted', subject: userId, detail: { role, unitId } });
    return { userId };
  },
});

import { HuibaoError, mayGiveRole, mayManageAccount, officerRoles, type Role, type UnitKind } from '@huibao/domain';
import type { QueryScope } from '../../use-case.ts';
import { listRoles, requirePerson } from './account.repository.ts';
import { getUnitKinds } from '../unit.repository.ts';

const officeRoles: readonly Role[] = ['bureau_editor', 'bureau_checker', 'bureau_issuer'];

function rolesOf(unitKind: UnitKind, tenantKind: string): readonly Role[] {
  if (unitKind === 'school' || unitKind === 'section') return ['reporter', 'checker', 'head'];
  if (unitKind === 'bureau') return [];
  // Whoever oversees others has an office that compiles its own report, as a district's does.
  if (tenantKind === 'city' || tenantKind === 'province')
    return ['city_reviewer', 'city_admin', ...officeRoles, ...officerRoles];
  if (tenantKind === 'bureau') return [...officeRoles, 'bureau_admin', ...officerRoles];
  return ['platform_operator', ...officerRoles];
}

/** The role exists at this unit, and is the actor's to give. */
export async function requireRoleHere({ trx, actor }: QueryScope, unitId: number, role: Role): Promise<void> {
  const { unitKind, tenantKind } = await getUnitKinds(trx, actor.tenantId, unitId);
  if (!rolesOf(unitKind, tenantKind).includes(role)) throw new HuibaoError('account.role_not_here');
  if (actor.role !== 'system' && !mayGiveRole(actor.role, role)) throw new HuibaoError('account.security_officer_only');
}

/** Nobody disables or resets themselves; an administrator's account is the security officer's business. */
export async function requireManageable({ trx, actor }: QueryScope, userId: string): Promise<void> {
  await requirePerson(trx, actor.tenantId, userId);
  if (userId === actor.userId) throw new HuibaoError('account.self');
  const held = await listRoles(trx, actor.tenantId, userId);
  if (!mayManageAccount(actor.role, held)) throw new HuibaoError('account.security_officer_only');
}

/** Who may give a role may take it; nobody takes their own. */
export function requireRemovable({ actor }: QueryScope, userId: string, role: Role): void {
  if (userId === actor.userId) throw new HuibaoError('account.self');
  if (actor.role !== 'system' && !mayGiveRole(actor.role, role)) throw new HuibaoError('account.security_officer_only');
}

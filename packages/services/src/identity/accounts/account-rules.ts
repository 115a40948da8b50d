import { HuibaoError, mayGiveRole, mayManageAccount, officerRoles, type Role, type UnitKind } from '@huibao/domain';
import type { QueryScope, Scope } from '../../use-case.ts';
import { listRoles, lockPersons, requirePerson } from './account.repository.ts';
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

/**
 * Before what an account may do is decided: holds it, and the actor's, until the change stands. Two officers who take
 * each other's way in at one moment would leave nobody who lets them in again: the second to come finds, as its next
 * request would, that its session has ended.
 */
export async function lockAccount({ trx, actor }: Scope, userId: string): Promise<void> {
  const locked = await lockPersons(trx, actor.tenantId, [actor.userId, userId]);
  if (!locked.has(userId)) throw new HuibaoError('account.not_found');
  const by = locked.get(actor.userId);
  // Whoever holds the keys, and setting up, act by nobody's account.
  if (!by || actor.role === 'system') return;
  const held = await listRoles(trx, actor.tenantId, actor.userId);
  if (by.isDisabled || !held.includes(actor.role)) throw new HuibaoError('session.missing');
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

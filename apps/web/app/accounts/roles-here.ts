import type { Role, UnitKind } from '@huibao/domain';

const officers: readonly Role[] = ['system_officer', 'security_officer', 'audit_officer'];

/**
 * Roles to choose from at a unit, as the person behind the screen may give them. The server decides; this only keeps
 * the list short: whoever runs accounts gives no administrators' roles, and the security officer gives those.
 */
export function rolesHere(unitKind: UnitKind, isCity: boolean, actor: Role): readonly Role[] {
  if (unitKind === 'school' || unitKind === 'section') return ['reporter', 'checker', 'head'];
  if (unitKind === 'bureau') return [];
  const office: readonly Role[] = ['bureau_editor', 'bureau_checker', 'bureau_issuer'];
  const plain: readonly Role[] = isCity ? ['city_reviewer', ...office] : office;
  return actor === 'security_officer' ? [...plain, isCity ? 'city_admin' : 'bureau_admin', ...officers] : plain;
}

import { areRolesApart, mayGiveRole, officerRoles, type Role, type UnitKind } from '@huibao/domain';

/**
 * Roles to choose from at a unit, as the person behind the screen may give them to who holds others already. The server
 * decides; this only keeps the list short: whoever runs accounts gives no administrators' roles and none that are kept
 * apart from what is held, and the security officer gives those.
 */
export function rolesHere(
  unitKind: UnitKind,
  isCity: boolean,
  actor: Role,
  held: readonly Role[] = [],
): readonly Role[] {
  return rolesAt(unitKind, isCity).filter(
    (role) =>
      mayGiveRole(actor, role) &&
      (actor === 'security_officer' || !held.some((one) => areRolesApart(one, role))) &&
      !(officerRoles.includes(role) && held.some((one) => officerRoles.includes(one))),
  );
}

function rolesAt(unitKind: UnitKind, isCity: boolean): readonly Role[] {
  if (unitKind === 'school' || unitKind === 'section') return ['reporter', 'checker', 'head'];
  if (unitKind === 'bureau') return [];
  const office: readonly Role[] = ['bureau_editor', 'bureau_checker', 'bureau_issuer'];
  return isCity
    ? ['city_reviewer', ...office, 'city_admin', ...officerRoles]
    : [...office, 'bureau_admin', ...officerRoles];
}

import { areRolesApart, mayGiveRole, officerRoles, type Role, type UnitKind } from '@huibao/domain';

interface Place {
  readonly id: number;
  readonly kind: UnitKind;
}

export interface Held {
  readonly role: Role;
  readonly unitId: number;
}

/**
 * Roles to choose from at a unit, as the person behind the screen may give them to who holds others already. The server
 * decides; this only keeps the list short: whoever runs accounts gives no administrators' roles and none that are kept
 * apart from what is held, and the security officer gives those. What is held there already is nobody's to give.
 */
export function rolesHere(unit: Place, isCity: boolean, actor: Role, held: readonly Held[] = []): readonly Role[] {
  return rolesAt(unit.kind, isCity).filter(
    (role) =>
      mayGiveRole(actor, role) &&
      !held.some((one) => one.role === role && one.unitId === unit.id) &&
      (actor === 'security_officer' || !held.some((one) => areRolesApart(one.role, role))) &&
      !(officerRoles.includes(role) && held.some((one) => officerRoles.includes(one.role))),
  );
}

/** Where a role is given first: where the person works, else wherever there is one to give. */
export function firstUnitFor(
  units: readonly Place[],
  isCity: boolean,
  actor: Role,
  held: readonly Held[],
): number | undefined {
  const own = units.filter((unit) => held.some((one) => one.unitId === unit.id));
  return [...own, ...units].find((unit) => rolesHere(unit, isCity, actor, held).length > 0)?.id;
}

function rolesAt(unitKind: UnitKind, isCity: boolean): readonly Role[] {
  if (unitKind === 'school' || unitKind === 'section') return ['reporter', 'checker', 'head'];
  if (unitKind === 'bureau') return [];
  const office: readonly Role[] = ['bureau_editor', 'bureau_checker', 'bureau_issuer'];
  return isCity
    ? ['city_reviewer', ...office, 'city_admin', ...officerRoles]
    : [...office, 'bureau_admin', ...officerRoles];
}

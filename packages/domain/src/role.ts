/** Roles of `product.md`; which tenant kind may hold which, and at which units. */
export const roles = [
  'reporter',
  'checker',
  'head',
  'bureau_editor',
  'bureau_checker',
  'bureau_issuer',
  'bureau_admin',
  'city_reviewer',
  'city_admin',
  'system_officer',
  'security_officer',
  'audit_officer',
  'platform_operator',
] as const;

export type Role = (typeof roles)[number];

/** Roles held at one reporting unit; every other role covers the whole tenant. */
export const unitRoles: readonly Role[] = ['reporter', 'checker', 'head'];

/** One person never holds two of these (等保: administrators are kept apart). */
export const officerRoles: readonly Role[] = ['system_officer', 'security_officer', 'audit_officer'];

export function isUnitRole(role: Role): boolean {
  return unitRoles.includes(role);
}

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

/** Roles that only the security officer gives and takes: whoever runs accounts can't make administrators (三员分立). */
const guardedRoles: readonly Role[] = [...officerRoles, 'bureau_admin', 'city_admin', 'platform_operator'];

/** Whether who has the first role gives and takes the other. */
export function mayGiveRole(by: Role | 'system', role: Role): boolean {
  return by === 'security_officer' || !guardedRoles.includes(role);
}

/** Whether who has the first role disables, resets and links the account of who holds the others. */
export function mayManageAccount(by: Role | 'system', held: readonly Role[]): boolean {
  return held.every((role) => mayGiveRole(by, role));
}

const keptApart: readonly (readonly [readonly Role[], readonly Role[]])[] = [
  // Drafting, checking and issuing one report are three persons'.
  [['bureau_editor'], ['bureau_checker']],
  [['bureau_editor'], ['bureau_issuer']],
  [['bureau_checker'], ['bureau_issuer']],
  // Who reports doesn't review.
  [unitRoles, ['bureau_editor']],
  // Who administers accounts, or watches over them, doesn't work with what they give.
  [
    ['bureau_admin', 'city_admin', 'system_officer', 'security_officer', 'audit_officer'],
    ['bureau_editor', 'bureau_checker', 'bureau_issuer', 'city_reviewer', ...unitRoles],
  ],
  [
    ['bureau_admin', 'city_admin'],
    ['security_officer', 'audit_officer'],
  ],
];

/** Whether two roles are kept apart: one person holds both only where the security officer answers for it. */
export function areRolesApart(a: Role, b: Role): boolean {
  return keptApart.some(
    ([left, right]) => (left.includes(a) && right.includes(b)) || (left.includes(b) && right.includes(a)),
  );
}

export function isUnitRole(role: Role): boolean {
  return unitRoles.includes(role);
}

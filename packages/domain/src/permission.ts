import type { Role } from './role.ts';

const everyBureauRole: readonly Role[] = ['bureau_editor', 'bureau_checker', 'bureau_issuer', 'bureau_admin'];
const unitPeople: readonly Role[] = ['reporter', 'checker', 'head'];

/** What may be done, and which roles may. The one table behind every procedure; row security stands behind it. */
export const permissions = {
  self: 'everyone',
  'submission.read': unitPeople,
  'submission.fill': ['reporter'],
  'submission.confirm': ['head'],
  /** Fills in what no unit has answered, of many units at once. Who reviews isn't who fills in (decision 81). */
  'submission.import': ['bureau_admin'],
  'register.keep': ['reporter'],
  'file.read': [...unitPeople, 'bureau_editor', 'bureau_checker', 'bureau_issuer'],
  'collection.read': everyBureauRole,
  'collection.run': ['bureau_editor'],
  'extension.request': ['reporter', 'head'],
  'review.decide': ['bureau_editor'],
  'rollup.read': everyBureauRole,
  'indicator.read': [...everyBureauRole, 'city_reviewer', 'city_admin'],
  'indicator.manage': ['bureau_editor', 'bureau_admin', 'city_admin'],
  'report.read': everyBureauRole,
  'report.write': ['bureau_editor'],
  'report.sign': ['bureau_editor', 'bureau_checker', 'bureau_issuer'],
  'report.send': ['bureau_editor'],
  /** What was signed and published is taken back by whoever signs. */
  'report.annul': ['bureau_issuer'],
  'ledger.read': everyBureauRole,
  'ledger.write': ['bureau_editor'],
  'unit.read': [...everyBureauRole, 'city_admin', 'security_officer'],
  /** Names of types of schools: no one's own. */
  'unit_type.read': 'everyone',
  'unit.manage': ['bureau_admin', 'city_admin'],
  /** Which section answers for what forms ask: who opens them says so, or who administers units. */
  'section.answer': ['bureau_editor', 'bureau_admin', 'city_admin'],
  'account.read': ['bureau_admin', 'city_admin', 'security_officer'],
  'account.manage': ['bureau_admin', 'city_admin', 'security_officer'],
  'audit.read': ['audit_officer'],
  'oversight.read': ['city_reviewer', 'city_admin'],
  'oversight.decide': ['city_reviewer'],
  'bureau.create': ['city_admin'],
  'city.create': ['platform_operator'],
  /** How the whole platform does: states, counts and instants of all tenants, and nothing that they hold. */
  'platform.watch': ['platform_operator'],
  'platform.operate': ['platform_operator'],
  'programme.publish': ['platform_operator', 'city_admin', 'bureau_admin'],
  /** What is done for a tenant by night: nobody's in person. */
  housekeeping: [],
  /** What ships with the product is the platform's alone. */
  'programme.publish_built_in': ['platform_operator'],
} as const satisfies Record<string, readonly Role[] | 'everyone'>;

export type Permission = keyof typeof permissions;

/** `system` is a workflow or a set-up command acting for the tenant. */
export function isPermitted(role: Role | 'system', permission: Permission): boolean {
  const allowed: readonly Role[] | 'everyone' = permissions[permission];
  return role === 'system' || allowed === 'everyone' || allowed.includes(role);
}

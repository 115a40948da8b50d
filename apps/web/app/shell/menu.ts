import { isPermitted, type Permission, type Role, type UnitKind } from '@huibao/domain';

/** Keys are i18n keys `common:menu.<key>`. */
const items = [
  { href: '/platform', key: 'platform', permission: 'platform.watch', group: null },
  { href: '/todo', key: 'todo', permission: 'self', group: null },
  { href: '/term', key: 'term', permission: 'submission.read', group: null },
  { href: '/history', key: 'history', permission: 'submission.read', group: null },
  { href: '/collections', key: 'collections', permission: 'collection.read', group: null },
  { href: '/quality', key: 'quality', permission: 'collection.read', group: null },
  { href: '/rollup', key: 'rollup', permission: 'rollup.read', group: null },
  { href: '/analysis', key: 'analysis', permission: 'rollup.read', group: null },
  { href: '/reports', key: 'reports', permission: 'report.read', group: null },
  { href: '/ledger', key: 'ledger', permission: 'ledger.read', group: null },
  { href: '/districts', key: 'districts', permission: 'oversight.read', group: null },
  { href: '/compare', key: 'compare', permission: 'oversight.read', group: null },
  { href: '/audit', key: 'audit', permission: 'audit.read', group: null },
  { href: '/register', key: 'register', permission: 'register.keep', group: 'school' },
  { href: '/units', key: 'units', permission: 'unit.read', group: 'settings' },
  { href: '/programmes', key: 'programmes', permission: 'programme.publish', group: 'settings' },
  { href: '/indicators', key: 'indicators', permission: 'indicator.read', group: 'settings' },
  { href: '/accounts', key: 'accounts', permission: 'account.read', group: 'settings' },
  { href: '/password', key: 'password', permission: 'self', group: 'account' },
] as const satisfies readonly { href: string; key: string; permission: Permission; group: string | null }[];

export type MenuItem = (typeof items)[number];

/** Who watches over the platform has no term, no list of what waits and no programme of their own. */
const operatorsPages: ReadonlySet<MenuItem['key']> = new Set(['platform', 'password']);

/** Where somebody's work begins. */
export function startOf(role: Role): '/platform' | '/todo' {
  return role === 'platform_operator' ? '/platform' : '/todo';
}

/** What a role may open at its unit, in order, under its groups. Sections have no pupils, so no register of them. */
export function menuOf(
  role: Role,
  unitKind: UnitKind,
): readonly { readonly group: MenuItem['group']; readonly items: readonly MenuItem[] }[] {
  const open = items.filter(
    (item) =>
      isPermitted(role, item.permission) &&
      (item.key !== 'register' || unitKind === 'school') &&
      (role !== 'platform_operator' || operatorsPages.has(item.key)),
  );
  return [...Map.groupBy(open, (item) => item.group)].map(([group, list]) => ({ group, items: list }));
}

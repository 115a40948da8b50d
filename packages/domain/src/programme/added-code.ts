import type { TenantKind } from '../org-unit.ts';

/** Whoever adds to a programme from above. */
export type AddingLevel = Exclude<TenantKind, 'platform'>;

/** `bureau_1`, `bureau_1_drills`: the level and a number, which no programme's own codes begin with. */
const addedCode = /^(province|city|bureau)_\d/;

/**
 * The level that added what has this code; null of what is a programme's own. A line of tenants has one of each level,
 * so within it the code says whose it is, and no level can take a code that another adds later.
 */
export function levelOfCode(code: string): AddingLevel | null {
  return (addedCode.exec(code)?.[1] as AddingLevel | undefined) ?? null;
}

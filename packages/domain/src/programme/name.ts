import type { TenantKind } from '../org-unit.ts';

const levels = ['platform', 'province', 'city', 'bureau'] as const satisfies readonly TenantKind[];

/** Whose level a programme is of, and its code there. */
export function programmeOf(name: string): { readonly level: TenantKind; readonly code: string } {
  const [first = '', second] = name.split('-');
  const level = levels.find((one) => one === first);
  return second === undefined || !level ? { level: 'platform', code: first } : { level, code: second };
}

export function nameOfProgramme(level: TenantKind, code: string): string {
  return level === 'platform' ? code : `${level}-${code}`;
}

import { z } from 'zod';
import type { TenantKind } from '../org-unit.ts';

/**
 * A programme as a line of tenants names it. One of the platform is named by its code, another level's with that level
 * before it (`city-open_information`): a line has one tenant of each level, so a name stands for one programme in it,
 * whatever others publish later.
 */
export const programmeNameSchema = z
  .string()
  .regex(/^(?:(?:province|city|bureau)-)?[a-z][a-z0-9_]*$/)
  .max(80);

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

import type { TenantKind } from '../org-unit.ts';
import type { Localized } from '../localized.ts';

/**
 * A type of school by GB/T 33782, or one that a level adds below one of these. Every code begins with its parent's
 * (`211` with `21`, `211.bureau_1` with `211`), so that a code says by itself what it is of: wherever a unit's type is
 * kept, frozen or sent up, no list is needed to tell whether a filter means it.
 */
export interface UnitType {
  readonly code: string;
  readonly parent: string | null;
  readonly label: Localized;
  /** A heading of types, by which a filter may ask; no unit is of it. */
  readonly isHeading: boolean;
}

/** Whether a type is the one asked for, or one below it. */
export function isOfType(code: string, asked: string): boolean {
  return code.startsWith(asked);
}

/** Of a local type the national one that it is of, which everybody has: by it schools are compared. */
export function nationalTypeOf(code: string): string {
  return code.split('.')[0] ?? code;
}

/** `211.bureau_1`, `211.bureau_2`: after the highest that the level has below the parent. */
export function nextLocalType(level: TenantKind, parent: string, known: readonly string[]): string {
  const prefix = `${parent}.${level}_`;
  const numbers = known.filter((code) => code.startsWith(prefix)).map((code) => Number(code.slice(prefix.length)));
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

/** Its name; of one that isn't in the list, its code. */
export function labelOfType(types: readonly UnitType[], code: string): Localized {
  return types.find((type) => type.code === code)?.label ?? { zh: code, en: code };
}

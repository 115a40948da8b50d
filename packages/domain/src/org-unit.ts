import type { Localized } from './localized.ts';

/** A tenant is the platform, or a province's, city's or district's bureau; each reports to its parent. */
export type TenantKind = 'platform' | 'province' | 'city' | 'bureau';

/**
 * An org unit lives in one tenant: its root, the schools and sections that report to it, and, in a city's tenant,
 * one `bureau` row per district bureau, linked to that bureau's own tenant.
 */
export type UnitKind = 'root' | 'school' | 'section' | 'bureau';

/** School types by GB/T 33782 (办学类型). */
export const schoolTypes = {
  '111': { zh: '幼儿园', en: 'Kindergarten' },
  '211': { zh: '小学', en: 'Primary school' },
  '218': { zh: '小学教学点', en: 'Teaching point' },
  '311': { zh: '初级中学', en: 'Junior secondary school' },
  '312': { zh: '九年一贯制学校', en: 'Nine-year school' },
  '341': { zh: '完全中学', en: 'Complete secondary school' },
  '342': { zh: '高级中学', en: 'Senior secondary school' },
  '345': { zh: '十二年一贯制学校', en: 'Twelve-year school' },
  '514': { zh: '特殊教育学校', en: 'Special education school' },
} as const satisfies Record<string, Localized>;

/** What isn't a school, where units are told by type. */
export const sectionType = { code: 'section', label: { zh: '股室', en: 'Section' } } as const;

export type SchoolType = keyof typeof schoolTypes;

export type Ownership = 'public' | 'private';

/** What definitions may ask of a unit when they choose who reports or who counts. */
export interface UnitTraits {
  readonly kind: UnitKind;
  readonly schoolType: SchoolType | null;
  readonly ownership: Ownership | null;
  /** Code of a section's duty (`policy`, `private-education`, …), null for schools. */
  readonly sectionCode: string | null;
  /** Codes of the groups that it is in; absent where groups don't matter. */
  readonly groups?: readonly string[];
}

/** Every stated condition must hold; an absent one asks nothing. */
export interface UnitFilter {
  readonly kinds?: readonly UnitKind[];
  readonly schoolTypes?: readonly SchoolType[];
  readonly exceptSchoolTypes?: readonly SchoolType[];
  readonly ownership?: Ownership;
  readonly sectionCodes?: readonly string[];
  /**
   * A group that each bureau names and fills by itself (寄宿制学校). Indicators may ask for one; forms are
   * assigned by kind.
   */
  readonly group?: string;
}

/** Whether whoever met the filter before meets it still. */
export function isWidened(before: UnitFilter, after: UnitFilter): boolean {
  const allows = (was: readonly string[] | undefined, is: readonly string[] | undefined): boolean =>
    is === undefined || (was?.every((one) => is.includes(one)) ?? false);
  return (
    allows(before.kinds, after.kinds) &&
    allows(before.schoolTypes, after.schoolTypes) &&
    allows(before.sectionCodes, after.sectionCodes) &&
    (after.exceptSchoolTypes ?? []).every((type) => before.exceptSchoolTypes?.includes(type) === true) &&
    (after.ownership === undefined || after.ownership === before.ownership) &&
    (after.group === undefined || after.group === before.group)
  );
}

export function matchesUnit(filter: UnitFilter | undefined, unit: UnitTraits): boolean {
  if (!filter) return true;
  if (filter.kinds && !filter.kinds.includes(unit.kind)) return false;
  if (filter.schoolTypes && !(unit.schoolType && filter.schoolTypes.includes(unit.schoolType))) return false;
  if (filter.exceptSchoolTypes && unit.schoolType && filter.exceptSchoolTypes.includes(unit.schoolType)) return false;
  if (filter.ownership && unit.ownership !== filter.ownership) return false;
  if (filter.group !== undefined && unit.groups?.includes(filter.group) !== true) return false;
  if (filter.sectionCodes && !(unit.sectionCode && filter.sectionCodes.includes(unit.sectionCode))) return false;
  return true;
}

import { isOfType } from './unit-type/unit-type.ts';

/** A tenant is the platform, or a province's, city's or district's bureau; each reports to its parent. */
export type TenantKind = 'platform' | 'province' | 'city' | 'bureau';

/**
 * An org unit lives in one tenant: its root, the schools and sections that report to it, and, in a city's tenant,
 * one `bureau` row per district bureau, linked to that bureau's own tenant.
 */
export type UnitKind = 'root' | 'school' | 'section' | 'bureau';

/** What isn't a school, where units are told by type. */
export const sectionType = { code: 'section', label: { zh: '股室', en: 'Section' } } as const;

export type Ownership = 'public' | 'private';

/** What definitions may ask of a unit when they choose who reports or who counts. */
export interface UnitTraits {
  readonly kind: UnitKind;
  /** A code of the list of unit types, null of what is no school. */
  readonly schoolType: string | null;
  readonly ownership: Ownership | null;
  /** What its bureau calls a section's duty by, null for schools. */
  readonly sectionCode: string | null;
  /**
   * The code by which a form asks for this section where its bureau said that it answers for it: its own may be
   * another. Absent where it is asked as what it is.
   */
  readonly askedAs?: string | null;
  /** Codes of the groups that it is in; absent where groups don't matter. */
  readonly groups?: readonly string[];
}

/** Every stated condition must hold; an absent one asks nothing. */
export interface UnitFilter {
  readonly kinds?: readonly UnitKind[];
  /** With every type below one that is named. */
  readonly schoolTypes?: readonly string[];
  readonly exceptSchoolTypes?: readonly string[];
  readonly ownership?: Ownership;
  readonly sectionCodes?: readonly string[];
  /**
   * A group that each bureau names and fills by itself (寄宿制学校). Forms, as a whole, and indicators may ask for one.
   */
  readonly group?: string;
}

/** Whether whoever met the filter before meets it still. */
export function isWidened(before: UnitFilter, after: UnitFilter): boolean {
  const allows = (was: readonly string[] | undefined, is: readonly string[] | undefined): boolean =>
    is === undefined || (was?.every((one) => is.includes(one)) ?? false);
  const isOneOf = (type: string, types: readonly string[] = []): boolean => types.some((one) => isOfType(type, one));
  return (
    allows(before.kinds, after.kinds) &&
    allows(before.sectionCodes, after.sectionCodes) &&
    (after.schoolTypes === undefined ||
      (before.schoolTypes?.every((type) => isOneOf(type, after.schoolTypes)) ?? false)) &&
    (after.exceptSchoolTypes ?? []).every((type) => isOneOf(type, before.exceptSchoolTypes)) &&
    (after.ownership === undefined || after.ownership === before.ownership) &&
    (after.group === undefined || after.group === before.group)
  );
}

export function matchesUnit(filter: UnitFilter | undefined, unit: UnitTraits): boolean {
  if (!filter) return true;
  const { schoolType } = unit;
  const isOneOf = (types: readonly string[]): boolean =>
    schoolType !== null && types.some((type) => isOfType(schoolType, type));
  if (filter.kinds && !filter.kinds.includes(unit.kind)) return false;
  if (filter.schoolTypes && !isOneOf(filter.schoolTypes)) return false;
  if (filter.exceptSchoolTypes && isOneOf(filter.exceptSchoolTypes)) return false;
  if (filter.ownership && unit.ownership !== filter.ownership) return false;
  if (filter.group !== undefined && unit.groups?.includes(filter.group) !== true) return false;
  if (filter.sectionCodes && !isAskedBy(filter.sectionCodes, unit)) return false;
  return true;
}

function isAskedBy(sections: readonly string[], { sectionCode, askedAs }: UnitTraits): boolean {
  return [sectionCode, askedAs].some((code) => code && sections.includes(code));
}

/** Who meets both. Two groups can't be asked for at once: a filter names one. */
export function intersectUnits(one: UnitFilter, other: UnitFilter): UnitFilter | undefined | 'two_groups' {
  const kinds = both(one.kinds, other.kinds);
  const schoolTypes = bothTypes(one.schoolTypes, other.schoolTypes);
  const sectionCodes = both(one.sectionCodes, other.sectionCodes);
  const ownership = both(one.ownership && [one.ownership], other.ownership && [other.ownership]);
  if ([kinds, schoolTypes, sectionCodes, ownership].some((list) => list?.length === 0)) return undefined;
  if (one.group !== undefined && other.group !== undefined && one.group !== other.group) return 'two_groups';
  const group = one.group ?? other.group;
  const except = [...new Set([...(one.exceptSchoolTypes ?? []), ...(other.exceptSchoolTypes ?? [])])];
  const owner = ownership?.[0];
  return {
    ...(kinds ? { kinds } : {}),
    ...(schoolTypes ? { schoolTypes } : {}),
    ...(sectionCodes ? { sectionCodes } : {}),
    ...(owner ? { ownership: owner } : {}),
    ...(except.length > 0 ? { exceptSchoolTypes: except } : {}),
    ...(group === undefined ? {} : { group }),
  };
}

function both<T>(one: readonly T[] | undefined, other: readonly T[] | undefined): readonly T[] | undefined {
  if (!one || !other) return one ?? other;
  return one.filter((item) => other.includes(item));
}

/** Of two types of which one is of the other, the narrower. */
function bothTypes(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): readonly string[] | undefined {
  if (!one || !other) return one ?? other;
  return [
    ...one.filter((type) => other.some((wider) => isOfType(type, wider))),
    ...other.filter((type) => !one.includes(type) && one.some((wider) => isOfType(type, wider))),
  ];
}

/** Whom a bureau's reports are addressed and copied to: how many together, and how long a name. */
export const addresseeLimits = { most: 20, letters: 60 } as const;

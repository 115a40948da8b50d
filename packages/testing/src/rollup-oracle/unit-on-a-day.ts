import type { ChosenChildren, Day, DistrictUnit, UnitVersion } from './district.ts';

/** 春季 and 秋季 partition the calendar year. */
export function firstDayOf(year: number, period: number): Day {
  return period === 1 ? `${year}-01-01` : `${year}-09-01`;
}

export function lastDayOf(year: number, period: number): Day {
  return period === 1 ? `${year}-08-31` : `${year}-12-31`;
}

export function isOpenOn(unit: DistrictUnit, day: Day): boolean {
  return unit.opensOn <= day && (unit.closesOn === null || day <= unit.closesOn);
}

export function isOpenDuring(unit: DistrictUnit, firstDay: Day, lastDay: Day): boolean {
  return unit.opensOn <= lastDay && (unit.closesOn === null || firstDay <= unit.closesOn);
}

/** As it was on that day, or when it closed if that was earlier. Nothing for a unit that had not opened. */
export function findTraits(unit: DistrictUnit, day: Day): UnitVersion | undefined {
  if (day < unit.opensOn) return undefined;
  const standing = unit.closesOn !== null && unit.closesOn < day ? unit.closesOn : day;
  return unit.versions.findLast((version) => version.from <= standing);
}

/** What a level tells apart, and the type that it is of: who asks for that means these too. */
export const localTypes: Readonly<Record<string, string>> = {
  'primary.bureau_1': 'primary',
  'junior.city_2': 'junior',
};

export function isChosen(chosen: ChosenChildren, unit: DistrictUnit, traits: UnitVersion): boolean {
  const { kinds, schoolTypes, exceptSchoolTypes, ownership, sectionCodes, group } = chosen;
  if (kinds !== undefined && !kinds.includes(traits.kind)) return false;
  const types = traits.schoolType === null ? [] : [traits.schoolType, localTypes[traits.schoolType] ?? ''];
  if (schoolTypes !== undefined && !types.some((type) => schoolTypes.includes(type))) return false;
  if (exceptSchoolTypes !== undefined && types.some((type) => exceptSchoolTypes.includes(type))) return false;
  if (ownership !== undefined && traits.ownership !== ownership) return false;
  if (sectionCodes !== undefined && (traits.sectionCode === null || !sectionCodes.includes(traits.sectionCode)))
    return false;
  if (group !== undefined && !unit.groups.includes(group)) return false;
  return true;
}

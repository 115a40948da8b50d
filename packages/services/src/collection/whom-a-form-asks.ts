import { matchesUnit, type UnitFilter, type UnitTraits } from '@huibao/domain';
import type { UnitsAsAsked } from './asked-units.repository.ts';

export interface AssignableUnit extends UnitTraits {
  readonly id: number;
  readonly opensOn: string;
  readonly closesOn: string | null;
}

/** As what a form asks a unit; `askedAs` where it is a section that answers for another code than its own. */
export interface Asked {
  readonly askedAs: string | null;
}

/**
 * Whether a form with this filter asks the unit. Of sections the bureau's word on who answers for a code goes before
 * their own codes: one that answers for another's duty takes it over. Only schools and sections report: a bureau's row
 * in its city, and a bureau itself, fill in nothing.
 */
export function askedBy(
  filter: UnitFilter,
  unit: AssignableUnit,
  { answers, groups }: UnitsAsAsked,
): Asked | undefined {
  if (unit.kind !== 'school' && unit.kind !== 'section') return undefined;
  const isMine = (code: string): boolean => (answers.get(code) ?? unit.id) === unit.id;
  const asked = filter.sectionCodes ?? [];
  const own = unit.sectionCode !== null && isMine(unit.sectionCode) ? unit.sectionCode : null;
  const askedAs =
    own !== null && asked.includes(own) ? null : (asked.find((code) => answers.get(code) === unit.id) ?? null);
  const traits = { ...unit, sectionCode: own, askedAs, groups: groups.get(unit.id) ?? [] };
  return matchesUnit(filter, traits) ? { askedAs } : undefined;
}

/** Whether it is open on any day of the period. */
export function isOpenIn(unit: AssignableUnit, days: { readonly startsOn: string; readonly endsOn: string }): boolean {
  return unit.opensOn <= days.endsOn && (unit.closesOn === null || unit.closesOn >= days.startsOn);
}

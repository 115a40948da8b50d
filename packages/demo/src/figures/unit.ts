import type { Ownership, UnitTraits } from '@huibao/domain';

/** A half of a reporting year. */
export interface DemoTerm {
  readonly year: number;
  readonly period: 1 | 2;
}

/** Why 党组织领导的校长负责制 doesn't concern a school: a reason of the form's own list. */
export type OutsideReason = 'private' | 'joint_branch' | 'not_legal_person' | 'preparing';

/** What a school's figures are made from. Numbers are those of 2024; other years vary around a trend. */
export interface SchoolProfile {
  readonly party: 'general_branch' | 'branch' | 'joint_branch' | 'preparing';
  readonly outside: OutsideReason | null;
  /** From this term on the regime is in force; null: not in any year of the demo. */
  readonly regimeFrom: DemoTerm | null;
  readonly charterApprovedOn: string | null;
  readonly pupils: number;
  readonly staff: number;
  readonly outsideWorkers: number;
  readonly screenings: number;
  readonly viewers: number;
  readonly letters: number;
  /** Change a year, in thousandths. */
  readonly trend: number;
  /** A second campus from this year on. */
  readonly secondCampusFrom: number | null;
}

export interface DemoPeople {
  readonly reporter: string;
  readonly checker: string;
  readonly head: string;
}

export interface DemoUnit {
  /** `N05`, `K01` or a section's code; unique in its bureau. */
  readonly code: string;
  readonly name: string;
  readonly kind: 'school' | 'section';
  readonly schoolType: string | null;
  readonly ownership: Ownership | null;
  readonly sectionCode: string | null;
  readonly schoolCode: string | null;
  readonly creditCode: string | null;
  readonly opensOn: string;
  readonly closesOn: string | null;
  /** Whether the head confirms before a submission goes out. */
  readonly hasHeadStep: boolean;
  /** Invented. */
  readonly people: DemoPeople;
  /** Null for kindergartens and sections. */
  readonly profile: SchoolProfile | null;
}

export interface DemoBureau {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly divisionCode: string;
  /** 发文机关代字: 山教. */
  readonly authorityWord: string;
  readonly addressees: readonly { readonly addressee: string; readonly kind: 'main' | 'copy' }[];
  /** Invented; the bureau's own staff. */
  readonly people: {
    readonly editor: string;
    readonly checker: string;
    readonly issuer: string;
    readonly admin: string;
    readonly securityOfficer: string;
  };
  readonly units: readonly DemoUnit[];
}

export function traitsOf(unit: DemoUnit): UnitTraits {
  return { kind: unit.kind, schoolType: unit.schoolType, ownership: unit.ownership, sectionCode: unit.sectionCode };
}

/** A number by which terms are in order. */
export function termNumber({ year, period }: DemoTerm): number {
  return 2 * year + period;
}

export function isFirstTerm(unit: DemoUnit, { year, period }: DemoTerm): boolean {
  const startsOn = period === 1 ? `${year}-01-01` : `${year}-09-01`;
  const endsOn = period === 1 ? `${year}-08-31` : `${year}-12-31`;
  return unit.opensOn >= startsOn && unit.opensOn <= endsOn;
}

/** Whether a unit reports in a term: open on at least one day of it. */
export function isOpenIn(unit: DemoUnit, { year, period }: DemoTerm): boolean {
  const startsOn = period === 1 ? `${year}-01-01` : `${year}-09-01`;
  const endsOn = period === 1 ? `${year}-08-31` : `${year}-12-31`;
  return unit.opensOn <= endsOn && (unit.closesOn === null || unit.closesOn >= startsOn);
}

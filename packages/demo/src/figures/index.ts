import type { Cell } from '@huibao/domain';
import { campaignsCells } from './campaigns-cells.ts';
import type { DemoBureau, DemoTerm, DemoUnit } from './unit.ts';
import { isOpenIn } from './unit.ts';
import { educationCells } from './education-cells.ts';
import { demoExplanations } from './explanations.ts';
import { governanceCells } from './governance-cells.ts';
import { libraryCells } from './library-cells.ts';
import { otherBureaus } from './other-bureaus.ts';
import { policySectionCells } from './policy-section-cells.ts';
import { privateEducationCells } from './private-education-cells.ts';
import { safetyCells } from './safety-cells.ts';
import { shanyang } from './shanyang.ts';

export { inventedName } from './people.ts';
export { isOpenIn, traitsOf } from './unit.ts';
export type { DemoBureau, DemoUnit } from './unit.ts';
export { libraryParts, librarySections } from './library-cells.ts';
export { cityLedger, demoLedger } from './ledger.ts';
export { disclosureCells, disclosureLedger } from './disclosure-cells.ts';
export { demoSensitiveCounts, demoSensitiveRows } from './sensitive-rows.ts';
export { demoSlips } from './slips.ts';
export type { DemoSlip } from './slips.ts';

/** 焦作's ten counties, districts and cities, 山阳 first. */
export const demoBureaus: readonly DemoBureau[] = [shanyang, ...otherBureaus];

export interface DemoCells {
  /** What a person types: calculated cells, and those that a sensitive register feeds, are left out. */
  readonly cells: readonly Cell[];
  /** Texts for every warning that the form's rules may raise, by rule: keep those that do. */
  readonly explanations: Readonly<Record<string, string>>;
}

/** What a unit answers on a form in a term; undefined where the form isn't its own, or the unit isn't open. */
export function demoCells(
  bureau: DemoBureau,
  unit: DemoUnit,
  year: number,
  period: 1 | 2,
  form: string,
): DemoCells | undefined {
  const term: DemoTerm = { year, period };
  const cells = isOpenIn(unit, term) ? findCells(bureau, unit, term, form) : undefined;
  return cells && { cells, explanations: demoExplanations };
}

function findCells(bureau: DemoBureau, unit: DemoUnit, term: DemoTerm, form: string): readonly Cell[] | undefined {
  const { profile } = unit;
  switch (form) {
    case 'governance':
      return profile ? governanceCells(bureau, unit, profile, term) : undefined;
    case 'education':
      return profile ? educationCells(bureau, unit, profile, term) : undefined;
    case 'safety':
      return profile ? safetyCells(bureau, unit, profile, term) : undefined;
    case 'campaigns':
      return unit.kind === 'school' ? campaignsCells(bureau, unit, term) : undefined;
    case 'policy_section':
      return unit.sectionCode === 'policy' ? policySectionCells(bureau, term) : undefined;
    case 'private_education':
      return unit.sectionCode === 'private-education' ? privateEducationCells(bureau, term) : undefined;
    default:
      return libraryCells(bureau, unit, term, form);
  }
}

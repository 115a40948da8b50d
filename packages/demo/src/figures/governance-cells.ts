import type { Cell } from '@huibao/domain';
import type { Answer } from './cell-sheet.ts';
import { answers, notApplicable, perOption } from './cell-sheet.ts';
import type { DemoBureau, DemoTerm, DemoUnit, SchoolProfile } from './unit.ts';
import { termNumber } from './unit.ts';
import { carriedOver, sizeOf } from './school-size.ts';
import { seededChance, seededInteger } from './seeded-number.ts';

/** 表1. */
export function governanceCells(
  bureau: DemoBureau,
  unit: DemoUnit,
  profile: SchoolProfile,
  term: DemoTerm,
): readonly Cell[] {
  return [
    ...partyCells(bureau, unit, profile, term),
    ...charterCells(bureau, profile, term),
    ...(unit.ownership === 'public' ? decisionCells(`${bureau.code}/${unit.code}`, profile, term) : []),
    ...admissionCells(`${bureau.code}/${unit.code}`, unit, term),
  ];
}

function partyCells(bureau: DemoBureau, unit: DemoUnit, profile: SchoolProfile, term: DemoTerm): readonly Cell[] {
  const isInForce = profile.regimeFrom !== null && termNumber(term) >= termNumber(profile.regimeFrom);
  // A school outside the regime that comes under it later has a branch of its own by then.
  const reason = isInForce ? null : profile.outside;
  const party = isInForce && profile.outside !== null ? 'branch' : profile.party;
  const members = Math.max(
    2,
    Math.round(sizeOf(bureau, unit, profile, term).staff * (party === 'general_branch' ? 0.38 : 0.28)),
  );
  const whereDue = (value: Answer): Answer => (reason === null ? value : notApplicable(reason));
  const isSplit = isInForce && party === 'general_branch';
  return answers({
    party_organization: party,
    party_members: party === 'general_branch' ? Math.max(50, members) : Math.min(49, members),
    party_led_regime: whereDue(isInForce),
    leaders_arrangement: whereDue(isSplit ? 'split' : 'one_person'),
    fulltime_deputies: whereDue(isInForce ? 1 : 0),
    principal_is_deputy: whereDue(isSplit ? true : notApplicable('one_person')),
  });
}

function charterCells(bureau: DemoBureau, profile: SchoolProfile, { year, period }: DemoTerm): readonly Cell[] {
  const { charterApprovedOn: approvedOn } = profile;
  const endsOn = period === 1 ? `${year}-08-31` : `${year}-12-31`;
  if (profile.outside === 'not_legal_person')
    return answers({ charter_status: notApplicable('not_legal_person'), decision_rules: true });
  if (approvedOn !== null && approvedOn <= endsOn) {
    const number = `${bureau.authorityWord}〔${approvedOn.slice(0, 4)}〕${Number(approvedOn.slice(5, 7)) + Number(approvedOn.slice(8))}号`;
    return answers({
      charter_status: 'approved',
      charter_approved_on: approvedOn,
      charter_approval_number: number,
      decision_rules: true,
    });
  }
  const isUnderWay = approvedOn !== null && Number(approvedOn.slice(0, 4)) - year <= 1;
  const isNew = profile.outside === 'preparing' && year === 2024;
  return answers({
    charter_status: isNew ? 'first_making' : isUnderWay ? 'revising' : 'not_started',
    decision_rules: isUnderWay || year >= 2024,
  });
}

function decisionCells(key: string, profile: SchoolProfile, { year, period }: DemoTerm): readonly Cell[] {
  const at = `${key}/decisions/${year}/${period}`;
  const large = profile.pupils > 1000 ? 2 : 0;
  const total = {
    major_matters: seededInteger(`${at}/matters`, 2, 5 + large),
    appointments: seededInteger(`${at}/appointments`, 0, 2),
    projects: seededInteger(`${at}/projects`, 1, 3),
    funds: seededInteger(`${at}/funds`, 1, 3 + large),
  };
  const sum = Object.values(total).reduce((all, one) => all + one, 0);
  // In a few schools one payment was made before the meeting: the warning is explained.
  const isLate = seededChance(`${at}/late`, Math.max(1, 7 - (year - 2022)));
  return [
    ...answers({ decision_meetings: seededInteger(`${at}/meetings`, 4, 8) }),
    ...perOption('decisions_total', total),
    ...perOption('decisions_collective', { ...total, funds: total.funds - (isLate ? 1 : 0) }),
    ...answers({
      decisions_minuted: sum - (isLate ? 1 : 0),
      decisions_reviewed: Math.floor((sum * seededInteger(`${at}/reviewed`, 40, 70)) / 100),
    }),
  ];
}

function admissionCells(key: string, unit: DemoUnit, term: DemoTerm): readonly Cell[] {
  const complaints = carriedOver(
    `${key}/admission`,
    unit,
    term,
    term.period === 1 && seededChance(`${key}/admission/${term.year}`, 35) ? 2 : 0,
    () => 3,
  );
  const published = unit.schoolType === '218' ? notApplicable('no_own_admission') : true;
  const isLate = unit.ownership === 'private' && term.period === 1 && term.year <= 2023;
  return answers({
    admission_plan_published: published,
    admission_results_published: isLate ? notApplicable('not_yet') : published,
    admission_complaints_carried: complaints.carried,
    admission_complaints_received: complaints.found,
    admission_complaints_settled: complaints.handled,
  });
}

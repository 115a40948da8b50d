import type { Cell } from '@huibao/domain';
import { answers, dateIn, perOption, register, type SheetRow } from './cell-sheet.ts';
import { requestsReceived } from './requests.ts';
import type { DemoBureau, DemoTerm, DemoUnit } from './unit.ts';
import { sizeOf } from './school-size.ts';
import { seededChance, seededInteger, seededPick } from './seeded-number.ts';

// What one bureau asks beside what all ask: parts of the programme's library that it has switched on. Its work is that
// of a county: few penalties, a review now and then, no lawsuit.

/** Of the bureaus that have switched any on. */
export const libraryParts: Readonly<Record<string, readonly string[]>> = {
  boai: [
    'disclosure',
    'law_exams',
    'legal_advisers',
    'legality_reviews',
    'licences',
    'penalties',
    'reviews_and_lawsuits',
  ],
};

/** Duties of sections that a county hasn't, and its section that answers for them. */
export const librarySections: Readonly<Record<string, string>> = { enforcement: 'policy', approval: 'policy' };

/** What a unit answers on a form of the library in a term; undefined where the form isn't its own. */
export function libraryCells(
  bureau: DemoBureau,
  unit: DemoUnit,
  term: DemoTerm,
  form: string,
): readonly Cell[] | undefined {
  const at = `${bureau.code}/${unit.code}/${form}/${term.year}/${term.period}`;
  if (unit.profile) {
    switch (form) {
      case 'law_exams_school':
        return staffExamCells(at, sizeOf(bureau, unit, unit.profile, term).staff, term);
      case 'legal_adviser_school':
        return adviserCells(`${bureau.code}/${unit.code}`, at);
      default:
        return undefined;
    }
  }
  if (unit.sectionCode === 'office') return form === 'disclosure' ? openInformationCells(bureau, at, term) : undefined;
  return unit.sectionCode === 'policy' ? sectionCells(bureau, at, term, form) : undefined;
}

function sectionCells(bureau: DemoBureau, at: string, term: DemoTerm, form: string): readonly Cell[] | undefined {
  switch (form) {
    case 'law_exams_bureau':
      return bureauExamCells(at, term);
    case 'legal_advisers_bureau':
      return answers({
        adviser_firms: 1,
        bureau_advisers: 2,
        government_lawyers: term.year >= 2025 ? 2 : 1,
        legal_opinions: seededInteger(`${at}/opinions`, 6, 14),
        contracts_reviewed: seededInteger(`${at}/contracts`, 9, 20),
        litigation_handled: term.period === 1 ? 1 : 0,
      });
    case 'legality_reviews':
      return legalityCells(at);
    case 'licence_work':
      return licenceCells(at, term);
    case 'penalties':
      return [
        ...register(`${bureau.code}/penalties`, 'penalty_cases', penaltyRows(term)),
        ...answers({ compulsory_measures: 0 }),
      ];
    case 'reviews_and_lawsuits':
      return [
        ...register(`${bureau.code}/reviews`, 'review_cases', reviewRows(term)),
        ...register(`${bureau.code}/reviews`, 'lawsuit_cases', []),
        ...answers({ proposals_received: 1, proposals_answered: 1, state_compensation: 0 }),
      ];
    default:
      return undefined;
  }
}

/** Most requests come after the schools' enrolment: half the year's, rounded up, in autumn. */
function openInformationCells(bureau: DemoBureau, at: string, { year, period }: DemoTerm): readonly Cell[] {
  const all = requestsReceived(bureau, year);
  const spring = Math.floor(all / 2);
  const received = period === 1 ? spring : all - spring;
  return [
    ...perOption('items_disclosed', {
      website: seededInteger(`${at}/website`, 180, 320),
      media: seededInteger(`${at}/media`, 120, 260),
      others: seededInteger(`${at}/others`, 4, 15),
    }),
    ...answers({
      information_requests: received,
      information_requests_in_time: received,
      policies_explained: seededInteger(`${at}/explained`, 2, 6),
      disclosure_checks: 1,
    }),
  ];
}

/**
 * What a bureau's own forms of a year come to that its annual report on open information asks too; undefined of one
 * that doesn't ask them.
 */
export function decidedInYear(
  bureau: DemoBureau,
  year: number,
): { readonly licences: number; readonly penalties: number } | undefined {
  const parts = libraryParts[bureau.code] ?? [];
  if (!parts.includes('licences') || !parts.includes('penalties')) return undefined;
  const terms = ([1, 2] as const).map((period): DemoTerm => ({ year, period }));
  const licences = terms.flatMap((term) =>
    licenceCells(`${bureau.code}/policy/licence_work/${year}/${term.period}`, term),
  );
  const rows = terms.flatMap((term) => penaltyRows(term));
  const decided = new Set(
    rows.flatMap(({ identity, columns: { decided_on: on } }) =>
      typeof on === 'string' && on.startsWith(`${year}-`) ? [identity] : [],
    ),
  );
  return {
    licences: licences.reduce((sum, cell) => (cell.code === 'licence_decisions' ? sum + Number(cell.value) : sum), 0),
    penalties: decided.size,
  };
}

/** The exam is autumn's; courts are visited in either half. */
function staffExamCells(at: string, staff: number, { period }: DemoTerm): readonly Cell[] {
  const due = period === 2 ? staff : 0;
  const taken = due === 0 || seededChance(`${at}/all`, 70) ? due : due - seededInteger(`${at}/absent`, 1, 3);
  const hearings = seededChance(`${at}/hearing`, 50) ? 1 : 0;
  return answers({
    staff_exam_due: due,
    staff_exam_taken: taken,
    staff_exam_passed: Math.floor((taken * seededInteger(`${at}/passed`, 96, 100)) / 100),
    staff_hearings: hearings,
    staff_broadcasts: hearings > 0 && seededChance(`${at}/broadcast`, 50) ? 1 : 0,
    staff_hearing_attendances: hearings * seededInteger(`${at}/attendances`, 6, 24),
    staff_law_courses: 1,
    staff_law_course_attendances: seededInteger(`${at}/courses`, Math.ceil(staff / 2), staff),
  });
}

function adviserCells(unit: string, at: string): readonly Cell[] {
  const adviser = seededPick(`${unit}/adviser`, ['own', 'shared', 'shared']);
  return answers({
    school_adviser: adviser,
    adviser_consultations: seededInteger(`${at}/consultations`, 1, 4),
    school_papers_reviewed: seededInteger(`${at}/papers`, 0, adviser === 'own' ? 6 : 3),
  });
}

function bureauExamCells(at: string, { period }: DemoTerm): readonly Cell[] {
  const due = period === 2 ? 46 : 0;
  return answers({
    bureau_exam_due: due,
    bureau_exam_taken: due,
    bureau_exam_passed: due,
    bureau_hearings: 1,
    bureau_broadcasts: period === 1 ? 0 : 1,
    bureau_hearing_attendances: seededInteger(`${at}/attendances`, 18, 30),
    law_courses: period === 1 ? 2 : 1,
    law_course_attendances: seededInteger(`${at}/courses`, 60, 110),
  });
}

function legalityCells(at: string): readonly Cell[] {
  const remarks = seededInteger(`${at}/remarks`, 3, 8);
  const due = seededInteger(`${at}/due`, 1, 3);
  return [
    ...perOption('legality_checks', {
      documents: seededInteger(`${at}/documents`, 2, 5),
      contracts: seededInteger(`${at}/contracts`, 8, 18),
      decisions: seededInteger(`${at}/decisions`, 1, 2),
      others: 0,
    }),
    ...answers({
      legality_remarks: remarks,
      legality_remarks_adopted: remarks - (seededChance(`${at}/kept`, 40) ? 1 : 0),
      competition_reviews_due: due,
      competition_reviews_done: due,
      measures_cleared: seededInteger(`${at}/cleared`, 0, 3),
    }),
  ];
}

/** Teachers' qualifications are recognised twice a year, most of them in spring. */
function licenceCells(at: string, { period }: DemoTerm): readonly Cell[] {
  const made = {
    teacher: seededInteger(`${at}/teacher`, 120, 190) * (period === 1 ? 2 : 1),
    founding: seededInteger(`${at}/founding`, 0, 2),
    change: seededInteger(`${at}/change`, 3, 9),
    ending: seededInteger(`${at}/ending`, 0, 2),
    other: 0,
  };
  const all = Object.values(made).reduce((sum, one) => sum + one, 0);
  const marks = Math.floor((all * seededInteger(`${at}/marks`, 40, 60)) / 100);
  return [
    ...perOption('licence_decisions', made),
    ...answers({
      licences_in_time: all,
      licences_online: Math.floor((all * seededInteger(`${at}/online`, 88, 97)) / 100),
      service_marks: marks,
      good_marks: marks - seededInteger(`${at}/bad`, 0, 1),
      commitment_cases: seededInteger(`${at}/commitment`, 4, 12),
      licence_items_dropped: 0,
    }),
  ];
}

/** A case a half-year: spring's decided at once, autumn's only in the next spring. */
function penaltyRows({ year, period }: DemoTerm): readonly SheetRow[] {
  const spring = {
    filed_on: dateIn(year, 1, 12),
    matter: '擅自举办校外学科类培训机构',
    subject: 'person',
    penalty: 'fine',
    decided_on: dateIn(year, 2, 24),
    closed_on: dateIn(year, 3, 20),
    sum: '12600.00',
    was_heard: false,
    is_published: true,
  };
  const autumn = (of: number, isDecided: boolean): SheetRow => ({
    identity: `${of}/autumn`,
    columns: {
      filed_on: dateIn(of, 9, 3),
      matter: '预收费未纳入资金监管',
      subject: 'training',
      penalty: isDecided ? 'warning' : 'pending',
      decided_on: isDecided ? dateIn(of + 1, 1, 8) : null,
      closed_on: isDecided ? dateIn(of + 1, 1, 22) : null,
      sum: '0.00',
      was_heard: false,
      is_published: isDecided,
    },
  });
  return period === 1
    ? [autumn(year - 1, true), { identity: `${year}/spring`, columns: spring }]
    : [autumn(year, false)];
}

/** One review a year, upheld. */
function reviewRows({ year, period }: DemoTerm): readonly SheetRow[] {
  if (period === 2) return [];
  return [
    {
      identity: `${year}/review`,
      columns: {
        received_on: dateIn(year, 1, 9),
        matter: '不服教师资格认定不予受理决定',
        outcome: 'upheld',
        concluded_on: dateIn(year, 2, 28),
      },
    },
  ];
}

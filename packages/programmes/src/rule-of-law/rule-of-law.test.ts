import {
  canonicalJson,
  cellMap,
  elementsOf,
  evaluateForm,
  ExactDecimal,
  figuresOf,
  formatFigure,
  numberSections,
  printedContent,
  programmeSchema,
  periodOf,
  type Cell,
  type CellMap,
  type FormDefinition,
  type UnitTraits,
} from '@huibao/domain';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ruleOfLaw } from './rule-of-law.ts';

const { template } = ruleOfLaw;
const formOf = (wanted: string): FormDefinition => ruleOfLaw.forms.find(({ code }) => code === wanted)!;
const [governanceForm, safetyForm] = [formOf('governance'), formOf('safety')];

it('is what this hash stands for: whoever changes a definition changes the editions that are published from then on', () => {
  expect(createHash('sha256').update(canonicalJson(ruleOfLaw)).digest('hex')).toBe(
    '0f3f609174502e28f5e464514074a736252e59396e6fa0a0313860fcfeac5fb5',
  );
});

it('is a programme that can be published', () => {
  const parsed = programmeSchema.safeParse(ruleOfLaw);
  expect(parsed.success ? [] : parsed.error.issues).toEqual([]);
});

it('gives every form a rule of each severity, and every element its label in both languages', () => {
  for (const form of ruleOfLaw.forms) {
    expect(new Set(form.rules.map((rule) => rule.severity)), form.code).toEqual(new Set(['error', 'warning']));
    for (const element of elementsOf(form)) expect(/\p{Script=Han}/u.test(element.label.en), element.code).toBe(false);
  }
});

describe('the report’s template', () => {
  it('has the sections that the regulation requires, in order', () => {
    const printed = template.sections.map((section) => ({
      ...section,
      content: printedContent(section.content, () => 'some'),
    }));
    const headings = numberSections(printed).filter(({ level, code }) => level === 1 || code === 'education');
    expect(headings.map(({ heading }) => heading)).toEqual([
      '一、主要举措和成效',
      '（三）青少年法治教育丰富多彩，法治信仰植根于更多学生心中',
      '二、存在的不足及原因',
      '三、主要负责人履行推进法治建设第一责任人职责情况',
      '四、下一年度工作安排',
      // Nothing is under it: it isn't printed.
      '其他需要报告的情况',
    ]);
  });

  it('doesn’t print the districts’ sums as the city’s own, and says how many of them it is of', () => {
    const figures = (template.overview ?? []).flatMap((section) => figuresOf(section.content));
    const own = ['party_group_meetings', 'director_meetings', 'special_meetings', 'duty_items', 'bureau_decisions'];
    expect(figures.map(({ attrs }) => attrs.indicator).filter((code) => own.includes(code))).toEqual([]);
    expect(figures.map(({ attrs }) => attrs.format.style)).toEqual(expect.arrayContaining(['answered', 'expected']));
    const value = { value: '233', texts: [], answered: 8, expected: 10 };
    expect(formatFigure(value, { style: 'answered' }, '个', 0)).toBe('8个');
    expect(formatFigure({ ...value, value: null }, { style: 'expected' }, '个', 0)).toBe('10个');
  });

  it('writes no number as text but the names of things', () => {
    const names = /110举报信箱|“11530”/g;
    for (const section of [...template.sections, ...(template.overview ?? [])]) {
      for (const block of section.content.content) {
        for (const node of block.type === 'paragraph' ? (block.content ?? []) : []) {
          const texts = node.type === 'sentence' ? (node.content ?? []) : [node];
          for (const one of texts)
            if (one.type === 'text') expect(one.text.replaceAll(names, ''), section.code).not.toMatch(/\d/);
        }
      }
    }
  });
});

/**
 * A district with the seed's figures, as `kind, party, regime, pupils, staff, outside, screenings, viewers, letters` in
 * a year. Its unit is the year here; how terms fold is the demo's test.
 */
const schools = `
312 general_branch split 2150 168 48 2 403 1778|312 general_branch split 1780 150 44 2 367 1558|311 general_branch split 1620 148 43 1 179 1381
211 general_branch split 2050 136 40 1 167 1777|211 branch one_person 1380 92 29 1 115 1209|211 branch one_person 1260 86 28 1 105 1092
211 branch one_person 1150 80 26 1 98 1010|211 branch one_person 1040 74 24 1 94 882|211 branch one_person 960 70 24 1 88 836
211 branch one_person 880 64 22 1 80 749|211 branch one_person 760 58 20 1 76 668|211 branch one_person 640 52 19 1 67 561
211 branch one_person 520 46 18 1 62 432|311 branch one_person 1180 102 32 1 127 983|311 branch one_person 930 84 27 1 106 779
311 branch one_person 760 72 24 1 89 669|312 branch one_person 1050 90 28 1 112 893|312 branch private 1460 128 38 1 160 1257
211 branch private 620 56 20 1 72 522|311 branch private 780 78 26 1 99 666|211 joint_branch joint_branch 210 22 12 1 32 178
211 joint_branch joint_branch 160 18 10 1 26 135|218 joint_branch not_legal_person 48 8 8 1 15 41|211 preparing preparing 320 28 13 1 39 275
514 joint_branch joint_branch 120 40 16 1 52 105`
  .trim()
  .split(/[\n|]/)
  .map((row) => row.split(' '));

const cell = (code: string, value: string, key = ''): Cell => ({ code, key, state: 'value', value });
const notApplicable = (code: string, value: string): Cell => ({ code, key: '', state: 'not_applicable', value });

function cellsOf(row: readonly string[]): {
  readonly unit: UnitTraits;
  readonly governance: readonly Cell[];
  readonly safety: readonly Cell[];
} {
  const [
    type = '',
    party = '',
    regime = '',
    pupils = '',
    staff = '',
    outside = '',
    screenings = '',
    viewers = '',
    letters = '',
  ] = row;
  const isUnder = regime === 'split' || regime === 'one_person';
  const unit: UnitTraits = {
    kind: 'school',
    schoolType: type,
    ownership: regime === 'private' ? 'private' : 'public',
    sectionCode: null,
  };
  const governance = [
    cell('party_organization', party),
    cell('party_members', '20'),
    ...(isUnder
      ? [
          cell('party_led_regime', 'true'),
          cell('leaders_arrangement', regime),
          cell('fulltime_deputies', '1'),
          cell('charter_status', 'approved'),
          cell('charter_approved_on', '2024-11-20'),
          cell('charter_approval_number', '山教〔2024〕30号'),
        ]
      : [
          ...['party_led_regime', 'leaders_arrangement', 'fulltime_deputies'].map((code) =>
            notApplicable(code, regime),
          ),
          cell('charter_status', 'not_started'),
        ]),
  ];
  const safety = [
    cell('pupils', pupils),
    cell('staff', staff),
    cell('outside_workers', outside),
    cell('mailboxes', '1'),
    cell('campuses', '1'),
    cell('screenings', screenings),
    cell('viewers', viewers),
    cell('letters', letters),
  ];
  return { unit, governance, safety };
}

function evaluate(
  form: FormDefinition,
  unit: UnitTraits,
  cells: readonly Cell[],
): { readonly cells: CellMap; readonly ruleFindings: readonly string[] } {
  const evaluation = evaluateForm(form, {
    cells: cellMap(cells),
    unit,
    period: periodOf(ruleOfLaw.calendar, 2024, 2),
    year: 2024,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
  });
  return {
    cells: evaluation.cells,
    ruleFindings: evaluation.findings.filter((finding) => finding.kind === 'rule').map((finding) => finding.rule),
  };
}

describe('the seed’s figures', () => {
  const answered = schools.map((row) => {
    const { unit, governance, safety } = cellsOf(row);
    return [evaluate(governanceForm, unit, governance), evaluate(safetyForm, unit, safety)] as const;
  });
  const count = (code: string): string =>
    String(answered.filter(([governance]) => governance.cells.get(code)?.value === 'true').length);
  const sum = (code: string): string =>
    answered
      .reduce((total, [, safety]) => total.plus(safety.cells.get(code)?.value ?? 0), new ExactDecimal(0))
      .toFixed();

  it('come out of the schools’ answers, and print as in the report', () => {
    const values: Readonly<Record<string, string>> = {
      charters_revised: count('charter_revised_this_year'),
      general_branches_split: count('split_general_branch'),
      branches_one_person: count('one_person_branch'),
      letters: sum('letters'),
      mailboxes: sum('mailboxes'),
      screenings: sum('screenings'),
      viewers: sum('viewers'),
    };
    const figures = template.sections.flatMap((section) => figuresOf(section.content));
    const printed = Object.entries(values).map(([code, value]) => {
      const figure = figures.find(({ attrs }) => attrs.indicator === code);
      const indicator = ruleOfLaw.indicators.find((candidate) => candidate.code === code);
      return figure && indicator
        ? formatFigure(
            { value, texts: [] },
            figure.attrs.format,
            figure.attrs.unit ?? indicator.unit.zh,
            indicator.decimals,
          )
        : code;
    });
    expect(printed).toEqual(['17所', '4所', '13所', '2万余份', '25个', '27场', '2830人']);
    expect(answered).toHaveLength(25);
  });

  it('raise no question in any school', () => {
    expect(answered.flatMap((forms) => forms.flatMap((form) => form.ruleFindings))).toEqual([]);
  });

  it('are stopped where a slip makes them impossible', () => {
    const slips: readonly (readonly [string, readonly Cell[]])[] = [
      ['letters_within_pupils', [cell('letters', '4100'), cell('pupils', '2050')]],
      ['viewers_with_screenings', [cell('screenings', '1'), cell('viewers', '0')]],
      [
        'viewers_within_staff',
        [cell('screenings', '1'), cell('viewers', '62'), cell('staff', '40'), cell('outside_workers', '10')],
      ],
      ['mailbox_per_campus', [cell('mailboxes', '1'), cell('campuses', '2')]],
    ];
    const { unit } = cellsOf(schools[0] ?? []);
    for (const [rule, cells] of slips) expect(evaluate(safetyForm, unit, cells).ruleFindings).toEqual([rule]);
  });
});

import type { Cell } from '@huibao/domain';
import { answers, dateIn, notApplicable, perOption, register, type SheetRow } from './cell-sheet.ts';
import type { DemoBureau, DemoTerm } from './unit.ts';
import { newestLawOn, standingLaws } from './laws.ts';
import { seededChance, seededInteger, seededPick } from './seeded-number.ts';

/** 表5. */
export function policySectionCells(bureau: DemoBureau, term: DemoTerm): readonly Cell[] {
  const owner = `${bureau.code}/policy`;
  return [
    ...register(owner, 'bureau_study_sessions', studyRows(bureau, term)),
    ...register(owner, 'normative_documents', documentRows(bureau, term)),
    ...decisionCells(owner, term),
    ...register(owner, 'duty_meetings', meetingRows(bureau, term)),
    ...dutyCells(owner, term),
  ];
}

const topics = [
  '习近平法治思想专题',
  '习近平总书记关于教育的重要论述',
  '《习近平谈治国理政》有关篇目',
  '法治建设第一责任人职责规定',
  '总体国家安全观专题',
  '教育系统警示教育案例',
];

function studyRows(bureau: DemoBureau, { year, period }: DemoTerm): readonly SheetRow[] {
  const at = `${bureau.code}/bureau-study/${year}/${period}`;
  const months = period === 1 ? [1, 2, 3, 4, 5, 6, 7] : [9, 10, 11, 12];
  return months.map((month, index) => {
    const day = dateIn(year, month, seededInteger(`${at}/${index}/day`, 5, 26));
    // Laws are read in the second and in the last session: the newest one and, in some bureaus, one long in force.
    const isOld = index === 1 && bureau.code !== 'shanyang' && seededChance(`${at}/standing`, 60);
    const newest = index === 1 || index === months.length - 1 ? newestLawOn(day) : undefined;
    const law = isOld ? seededPick(`${at}/law`, standingLaws) : newest;
    return {
      identity: `${year}/${period}/${index}`,
      columns: {
        held_on: day,
        kind: seededPick(`${at}/${index}/kind`, [
          'first_topic',
          'centre_group',
          'centre_group',
          'collective',
          'first_topic',
        ]),
        topic: law ? `学习${law}` : seededPick(`${at}/${index}/topic`, topics),
        law: law ?? null,
        attendees: seededInteger(`${at}/${index}/attendees`, 12, 24),
      },
    };
  });
}

const subjects: readonly string[] = [
  '义务教育阶段招生入学工作实施意见',
  '校外培训机构预收费监管办法',
  '中小学校舍安全管理办法',
  '学校食堂食品安全管理办法',
  '民办学校年度检查办法',
  '教师交流轮岗实施办法',
  '学生资助资金管理办法',
  '中小学校服选用管理办法',
  '幼儿园收费管理办法',
  '课后服务管理办法',
  '学校法治副校长管理办法',
  '中小学生欺凌防治办法',
  '校车安全管理办法',
  '特殊教育送教上门管理办法',
];

/** One or two documents a year from 2018 on; some are amended or repealed in the clean-up of a later autumn. */
function documentRows(bureau: DemoBureau, { year, period }: DemoTerm): readonly SheetRow[] {
  const endsOn = period === 1 ? `${year}-08-31` : `${year}-12-31`;
  const rows: SheetRow[] = [];
  for (let issueYear = 2018; issueYear <= year; issueYear += 1) {
    const count = issueYear >= 2022 ? seededInteger(`${bureau.code}/documents/${issueYear}`, 1, 3) : 1;
    for (let number = 0; number < count; number += 1) {
      const row = documentRow(bureau, issueYear, number, { year, period }, endsOn);
      if (row) rows.push(row);
    }
  }
  return rows;
}

/** As the register has them at the year's end. */
export function documentsOfYear(
  bureau: DemoBureau,
  year: number,
): { readonly issued: number; readonly repealed: number; readonly inForce: number } {
  const rows = documentRows(bureau, { year, period: 2 }).map(({ columns }) => columns);
  const repealed = rows.filter(({ cleanup }) => cleanup === 'repealed').length;
  return {
    issued: rows.filter(({ issued_on: on }) => typeof on === 'string' && on.startsWith(`${year}-`)).length,
    repealed,
    inForce: rows.length - repealed,
  };
}

function documentRow(
  bureau: DemoBureau,
  issueYear: number,
  number: number,
  { year, period }: DemoTerm,
  endsOn: string,
): SheetRow | null {
  const key = `${bureau.code}/document/${issueYear}/${number}`;
  const issuedOn = dateIn(
    issueYear,
    seededPick(`${key}/month`, [3, 5, 6, 9, 10, 11]),
    seededInteger(`${key}/day`, 4, 26),
  );
  const repealedIn = issueYear + seededInteger(`${key}/repealed`, 4, 9);
  if (issuedOn > endsOn || year > repealedIn) return null;
  const isCleaned = period === 2 && issueYear < year;
  const outcome = !isCleaned
    ? 'not_due'
    : year === repealedIn
      ? 'repealed'
      : seededChance(`${key}/amended/${year}`, 12)
        ? 'amended'
        : 'in_force';
  const subject =
    subjects[(issueYear * 3 + number + seededInteger(`${bureau.code}/subject`, 0, 13)) % subjects.length] ?? '';
  const isNew = issueYear === year;
  // Now and then the newest isn't filed yet when the form is due: the warning is explained.
  const isFiled = !(isNew && number === 2 && period === 2);
  const fileNumber = `${bureau.authorityWord}规备${issueYear}-${String(number + 1).padStart(2, '0')}`;
  return {
    identity: `${issueYear}/${number}`,
    columns: {
      title: `${bureau.shortName}关于印发《${subject}》的通知`,
      number: `${bureau.authorityWord}〔${issueYear}〕${10 + 7 * number + seededInteger(`${key}/number`, 0, 5)}号`,
      issued_on: issuedOn,
      is_normative: true,
      legality_reviewed: true,
      competition_reviewed: /收费|培训|校服|校车/.test(subject) ? true : notApplicable('not_concerned'),
      filed: isFiled,
      filing_number: isFiled ? fileNumber : null,
      valid_until: `${issueYear + 10}-12-31`,
      cleanup: outcome,
      cleaned_on: isCleaned ? dateIn(year, 10, 20) : null,
      evaluated: issueYear <= year - 2 && seededChance(`${key}/evaluated`, 50),
    },
  };
}

function decisionCells(owner: string, { year, period }: DemoTerm): readonly Cell[] {
  const at = `${owner}/decisions/${year}/${period}`;
  const total = {
    major_matters: seededInteger(`${at}/matters`, 8, 14),
    appointments: seededInteger(`${at}/appointments`, 2, 6),
    projects: seededInteger(`${at}/projects`, 3, 7),
    funds: seededInteger(`${at}/funds`, 5, 10),
  };
  return [
    ...answers({ bureau_decision_meetings: seededInteger(`${at}/meetings`, 7, 12) }),
    ...perOption('bureau_decisions_total', total),
    ...perOption('bureau_decisions_collective', total),
    ...answers({ bureau_decisions_reviewed: total.major_matters + total.projects }),
  ];
}

const duties = [
  '法治建设年度工作要点',
  '法治政府建设年度报告',
  '行政规范性文件清理',
  '普法责任清单',
  '学校章程核准工作',
  '依法治校示范校创建',
  '行政执法案卷评查',
  '校外培训治理工作',
];

function meetingRows(bureau: DemoBureau, { year, period }: DemoTerm): readonly SheetRow[] {
  const at = `${bureau.code}/duty/${year}/${period}`;
  const months = period === 1 ? [2, 4, 6] : [9, 11, 12];
  const kinds = [
    'party_group',
    period === 1 ? 'director' : seededPick(`${at}/second`, ['director', 'party_group']),
    'special',
  ] as const;
  return months.map((month, index) => ({
    identity: `${year}/${period}/${index}`,
    columns: {
      held_on: dateIn(year, month, seededInteger(`${at}/${index}`, 6, 25)),
      meeting: kinds[index] ?? 'director',
      subject: `研究${seededPick(`${at}/${index}/subject`, duties)}`,
      minutes_number: `${bureau.authorityWord}党纪〔${year}〕${(period - 1) * 12 + 3 + 3 * index}号`,
    },
  }));
}

function dutyCells(owner: string, { year, period }: DemoTerm): readonly Cell[] {
  const at = `${owner}/duties/${year}`;
  const items = seededInteger(at, 10, 14);
  const done = items - seededInteger(`${at}/open`, 0, 1);
  return answers({
    reports_heard: seededInteger(`${at}/${period}/heard`, 1, 3),
    instructions_given: seededInteger(`${at}/${period}/instructions`, 2, 6),
    duty_items: items,
    duty_items_done: period === 1 ? Math.floor(done / 2) : done,
    leading_group: true,
    leading_group_adjusted: seededChance(`${at}/adjusted`, 40),
    annual_law_report: period === 1 ? notApplicable('not_yet') : true,
    in_school_assessment: true,
    assessment_weight: seededPick(`${owner}/weight`, ['3', '5', '8']),
  });
}

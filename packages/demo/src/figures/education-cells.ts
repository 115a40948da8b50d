import type { Cell } from '@huibao/domain';
import { answers, dateIn, perOption, register, type SheetRow } from './cell-sheet.ts';
import { inventedName } from './people.ts';
import type { DemoBureau, DemoTerm, DemoUnit, SchoolProfile } from './unit.ts';
import { isFirstTerm } from './unit.ts';
import { newestLawOn, standingLaws } from './laws.ts';
import { sizeOf } from './school-size.ts';
import { seededChance, seededInteger, seededPick } from './seeded-number.ts';

/** 表2. */
export function educationCells(
  bureau: DemoBureau,
  unit: DemoUnit,
  profile: SchoolProfile,
  term: DemoTerm,
): readonly Cell[] {
  const owner = `${bureau.code}/${unit.code}`;
  return [
    ...register(owner, 'school_study_sessions', studyRows(owner, profile, term)),
    ...register(owner, 'vice_principals', [vicePrincipalRow(bureau, unit, term)]),
    ...activityCells(bureau, unit, profile, term),
    ...caseCells(bureau, unit, term),
  ];
}

function monthsOf({ period }: DemoTerm): readonly number[] {
  return period === 1 ? [3, 4, 5, 6] : [9, 10, 11, 12];
}

function studyRows(owner: string, profile: SchoolProfile, term: DemoTerm): readonly SheetRow[] {
  const at = `${owner}/study/${term.year}/${term.period}`;
  return monthsOf(term)
    .slice(0, seededInteger(at, 2, 4))
    .map((month, index) => {
      const day = dateIn(term.year, month, seededInteger(`${at}/${index}`, 4, 26));
      return {
        identity: `${term.year}/${term.period}/${index}`,
        columns: {
          held_on: day,
          kind: seededPick(`${at}/${index}/kind`, ['collective', 'first_topic', 'collective']),
          topic: index === 1 ? newestLawOn(day) : seededPick(`${at}/${index}/topic`, standingLaws),
          attendees: seededInteger(`${at}/${index}/attendees`, 5, profile.staff > 100 ? 14 : 8),
        },
      };
    });
}

/** Four persons serve two schools each: 25 schools of 山阳 have 21 of them. */
const shared: Readonly<Record<string, string>> = { N22: 'N21', N24: 'N23', N25: 'N20', N19: 'N18' };

/** In two small schools of 山阳, and in one of most other districts, fewer than four hours are taught in the year. */
function hoursOf(bureau: DemoBureau, unit: DemoUnit, term: DemoTerm): number {
  const isShort = bureau.code === 'shanyang' ? unit.code === 'N22' || unit.code === 'N23' : unit.code === 'N08';
  if (isShort && term.year <= 2024) return term.period === 1 ? 2 : 1;
  const least = isFirstTerm(unit, term) ? 4 : 2;
  return seededInteger(`${bureau.code}/${unit.code}/hours/${term.year}/${term.period}`, least, least + 2);
}

function vicePrincipalRow(bureau: DemoBureau, unit: DemoUnit, term: DemoTerm): SheetRow {
  const holder = bureau.code === 'shanyang' ? (shared[unit.code] ?? unit.code) : unit.code;
  const key = `${bureau.code}/vice-principal/${holder}`;
  // Three-year appointments from 1 September, not all in the same year.
  const schoolYear = term.period === 2 ? term.year : term.year - 1;
  const start = schoolYear - ((schoolYear - seededInteger(key, 0, 2)) % 3);
  return {
    identity: holder,
    columns: {
      name: inventedName(key),
      person_number: `${bureau.divisionCode.slice(-3)}-${holder.slice(1)}`,
      body: seededPick(`${key}/body`, ['court', 'procuratorate', 'police', 'police', 'justice']),
      term_from: `${start}-09-01`,
      term_until: `${start + 3}-08-31`,
      hours: `${hoursOf(bureau, unit, term)}.0`,
    },
  };
}

function activityCells(bureau: DemoBureau, unit: DemoUnit, profile: SchoolProfile, term: DemoTerm): readonly Cell[] {
  const at = `${bureau.code}/${unit.code}/activities/${term.year}/${term.period}`;
  const { pupils, classes } = sizeOf(bureau, unit, profile, term);
  const isSmall = pupils < 260;
  const growth = Math.max(0, Math.min(4, term.year - 2022));
  const events = {
    lecture: seededInteger(`${at}/lecture`, 1, 2 + (growth > 2 ? 1 : 0)),
    class_meeting: Math.max(
      2,
      Math.round((classes * seededInteger(`${at}/class`, 18 + 2 * growth, 30 + 2 * growth)) / 100),
    ),
    flag_speech: seededInteger(`${at}/flag`, 2, 3),
    film: seededInteger(`${at}/film`, 1, 2),
    speech: isSmall ? 0 : seededInteger(`${at}/speech`, 0, 2),
    court: profile.staff > 70 && seededChance(`${at}/court`, 45) ? 1 : 0,
    culture: seededInteger(`${at}/culture`, 0, 2),
  };
  const share = (kind: string, least: number, most: number): number =>
    Math.floor((pupils * seededInteger(`${at}/${kind}/share`, least, most)) / 100);
  const attendances = {
    lecture: events.lecture * share('lecture', 25, 45),
    class_meeting: events.class_meeting * Math.max(8, Math.floor(pupils / classes)),
    flag_speech: events.flag_speech * share('flag', 85, 97),
    film: events.film * share('film', 40, 70),
    speech: events.speech * Math.max(20, share('speech', 8, 15)),
    court: events.court * seededInteger(`${at}/court/seats`, 30, 60),
    culture: events.culture * Math.max(15, share('culture', 10, 25)),
  };
  const main = Math.max(2, Math.round(classes / 10));
  const themes =
    term.period === 1
      ? { national_security: main, civil_code: seededInteger(`${at}/code`, 0, 1), constitution: 0, minors: 1 }
      : { national_security: 0, civil_code: 0, constitution: main, minors: seededInteger(`${at}/minors`, 0, 1) };
  return [
    ...perOption('activity_events', events),
    ...perOption('activity_attendances', attendances),
    ...perOption('theme_events', themes),
    ...perOption('legal_products', {
      comic: seededInteger(`${at}/comic`, 0, isSmall ? 1 : 4),
      animation: seededChance(`${at}/animation`, 15) ? 1 : 0,
      video: seededInteger(`${at}/video`, 0, isSmall ? 1 : 2),
      other: seededInteger(`${at}/other`, 0, 2),
    }),
    ...answers({
      legal_culture_sites:
        1 +
        (profile.pupils > 900 ? 1 : 0) +
        (term.year >= 2024 && seededChance(`${bureau.code}/${unit.code}/site`, 40) ? 1 : 0),
    }),
  ];
}

interface Case {
  readonly title: string;
  readonly text: string;
}

const springCases: readonly Case[] = [
  {
    title: '“我是小小普法员”宣讲活动',
    text: '围绕未成年人保护法，从各班选拔学生担任“小小普法员”，利用班会和大课间向同学宣讲身边的法律知识，法治副校长到场点评。活动覆盖全校各年级，学生主动学法的积极性明显提高。',
  },
  {
    title: '“民法典进校园”情景剧',
    text: '结合民法典宣传月，师生共同编排情景剧，把监护、肖像权、高空抛物等条文演成校园故事，并邀请家长代表观看。演出后组织问答，帮助学生在情境中理解规则。',
  },
  {
    title: '“法治漫画墙”共建活动',
    text: '各班围绕校园安全、网络文明创作法治漫画，择优绘制在连廊墙面，由学生担任讲解员。墙面每学期更新，成为日常法治教育的阵地。',
  },
];

const autumnCases: readonly Case[] = [
  {
    title: '“宪法晨读”活动',
    text: '国家宪法日当天，全校师生在各班同步晨读宪法序言和公民基本权利部分，法治副校长领读并讲解，随后开展主题班会和手抄报评选，引导学生尊崇宪法。',
  },
  {
    title: '“模拟法庭”开放日',
    text: '在法院指导下，学生分别担任审判员、公诉人、辩护人，依托校园欺凌案例完整演示庭审程序，家长和社区代表旁听。活动让学生直观感受法律的严肃。',
  },
];

const tananCase: Case = {
  title: '“国家安全，人人有责”主题演讲活动',
  text: '在全民国家安全教育日前后，学校在学生中开展“国家安全，人人有责”主题演讲活动。各班先行初选，再由年级推荐选手参加全校演讲，围绕国土安全、网络安全、粮食安全等内容讲身边事、谈心里话，法治副校长担任评委并作点评，各年级学生观看了演讲。',
};

function caseCells(bureau: DemoBureau, unit: DemoUnit, term: DemoTerm): readonly Cell[] {
  const told = findCase(bureau, unit, term);
  return told ? answers({ case_title: told.title, case_narrative: told.text }) : [];
}

/** One or two schools of a bureau tell a case in a term; 塔南路小学 does every spring. */
function findCase(bureau: DemoBureau, unit: DemoUnit, term: DemoTerm): Case | null {
  const { year, period } = term;
  if (bureau.code === 'shanyang' && unit.code === 'N05' && period === 1) return tananCase;
  const cases = period === 1 ? springCases : autumnCases;
  const chosen = cases.findIndex(
    (_, index) =>
      unit.code ===
      `N0${seededInteger(`${bureau.code}/case/${year}/${period}/${index}`, 1, 4) + (bureau.code === 'shanyang' ? 5 : 0)}`,
  );
  return chosen < 0 || chosen > 1 ? null : (cases[chosen] ?? null);
}

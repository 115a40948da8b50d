import type { Ownership } from '@huibao/domain';
import { inventedCreditCode, inventedSchoolCode } from './codes.ts';
import { inventedName, inventedPeople } from './people.ts';
import type { DemoBureau, DemoTerm, DemoUnit, OutsideReason, SchoolProfile } from './unit.ts';
import { seededChance, seededInteger, seededPick } from './seeded-number.ts';
import { section } from './shanyang.ts';

/** The city's other nine counties and districts: real places, invented schools and figures. */
interface Place {
  readonly code: string;
  readonly name: string;
  readonly word: '教育局' | '教育体育局';
  readonly division: string;
  readonly authorityWord: string;
  /** Lead words of the schools' names. */
  readonly names: readonly string[];
  /** How large its schools are beside 山阳's, per cent. */
  readonly size: number;
  readonly committee: string;
  readonly government: string;
}

const place = (
  code: string,
  name: string,
  word: Place['word'],
  division: string,
  authorityWord: string,
  size: number,
  names: string,
): Place => ({
  code,
  name,
  word,
  division,
  authorityWord,
  size,
  names: names.split(' '),
  committee: name.endsWith('区') ? `中共焦作市${name}委` : `中共${name}委`,
  government: name.endsWith('区') ? `焦作市${name}人民政府` : `${name}人民政府`,
});

const places: readonly Place[] = [
  place(
    'jiefang',
    '解放区',
    '教育局',
    '410802',
    '解教',
    105,
    '环城路 民主路 新华街 学生路 建设路 花园街 上白作 王褚 王庄',
  ),
  place('zhongzhan', '中站区', '教育局', '410803', '中教', 55, '龙洞 跃进 李封 府城 冯封 朱村 月山路 龙翔'),
  place('macun', '马村区', '教育局', '410804', '马教', 55, '文昌街 冯营 马村 安阳城 待王 九里山 演马 武王'),
  place('xiuwu', '修武县', '教育体育局', '410821', '修教体', 70, '城关 云台 七贤 郇封 周庄 五里源 宁城 西村'),
  place('boai', '博爱县', '教育体育局', '410822', '博教体', 85, '清化 许良 月山 柏山 孝敬 金城 鸿昌 寨豁'),
  place(
    'wuzhi',
    '武陟县',
    '教育体育局',
    '410823',
    '武教体',
    125,
    '木城 兴华 龙源 詹店 西陶 小董 大封 嘉应观 圪垱店 红旗',
  ),
  place('wenxian', '温县', '教育体育局', '410825', '温教体', 95, '温泉 岳村 黄庄 番田 祥云 赵堡 北冷 招贤 太极'),
  place(
    'qinyang',
    '沁阳市',
    '教育体育局',
    '410882',
    '沁教体',
    110,
    '怀府 覃怀 太行 西向 崇义 王曲 柏香 紫陵 山王庄 永威',
  ),
  place('mengzhou', '孟州市', '教育局', '410883', '孟教', 90, '河雍 韩愈 会昌 化工 南庄 城伯 谷旦 西虢 赵和'),
];

interface Shape {
  readonly type: string;
  readonly suffix: string;
  readonly party: SchoolProfile['party'];
  readonly outside: OutsideReason | null;
  readonly pupils: number;
}

/** What kinds of schools a county has, the largest first. */
const shapes: readonly Shape[] = [
  { type: '312', suffix: '实验学校', party: 'general_branch', outside: null, pupils: 1900 },
  { type: '311', suffix: '初级中学', party: 'general_branch', outside: null, pupils: 1600 },
  { type: '211', suffix: '小学', party: 'branch', outside: null, pupils: 1450 },
  { type: '211', suffix: '小学', party: 'branch', outside: null, pupils: 1100 },
  { type: '311', suffix: '中学', party: 'branch', outside: null, pupils: 980 },
  { type: '211', suffix: '中心小学', party: 'branch', outside: null, pupils: 720 },
  { type: '312', suffix: '双语学校', party: 'branch', outside: 'private', pupils: 900 },
  { type: '211', suffix: '小学', party: 'joint_branch', outside: 'joint_branch', pupils: 230 },
  { type: '218', suffix: '教学点', party: 'joint_branch', outside: 'not_legal_person', pupils: 52 },
  { type: '311', suffix: '第二初级中学', party: 'branch', outside: null, pupils: 860 },
];

function schoolOf(place: Place, shape: Shape, index: number): DemoUnit {
  const code = `N${String(index + 1).padStart(2, '0')}`;
  const key = `${place.code}/${code}`;
  const ownership: Ownership = shape.outside === 'private' ? 'private' : 'public';
  const pupils = Math.round((shape.pupils * place.size * seededInteger(`${key}/pupils`, 85, 115)) / 10_000);
  const staff = Math.max(7, Math.round((pupils * seededInteger(`${key}/staff`, 74, 92)) / 1000));
  const outsideWorkers = 7 + Math.round((pupils * seededInteger(`${key}/outside`, 16, 22)) / 1000);
  const screenings = staff > 130 ? 2 : 1;
  const profile: SchoolProfile = {
    party: shape.party,
    outside: shape.outside,
    pupils,
    staff,
    outsideWorkers,
    screenings,
    regimeFrom: shape.outside ? null : regimeStart(key),
    charterApprovedOn: shape.outside === 'not_legal_person' ? null : charterDate(key),
    viewers: Math.floor(((staff + outsideWorkers) * screenings * seededInteger(`${key}/viewers`, 84, 97)) / 100),
    letters: Math.floor((pupils * seededInteger(`${key}/letters`, 70, 90)) / 100),
    trend: seededInteger(`${key}/trend`, -30, 22),
    secondCampusFrom: null,
  };
  // One school of 温县 was merged into its neighbour in the summer of 2025.
  const closesOn = place.code === 'wenxian' && code === 'N08' ? '2025-08-31' : null;
  const named = place.names[index] ?? place.name;
  return {
    code,
    name: `${stem(place.name)}${named}${shape.suffix}`,
    kind: 'school',
    schoolType: shape.type,
    ownership,
    sectionCode: null,
    schoolCode: inventedSchoolCode(shape.type.startsWith('2') ? '21' : '31', place.division, index + 1),
    creditCode:
      shape.outside === 'not_legal_person' ? null : inventedCreditCode(key, place.division, ownership === 'private'),
    opensOn: '2015-09-01',
    closesOn,
    hasHeadStep: true,
    people: inventedPeople(key),
    profile,
  };
}

function regimeStart(key: string): DemoTerm {
  const number = seededInteger(`${key}/regime`, 0, 6);
  return { year: 2022 + Math.floor(number / 2), period: number % 2 === 0 ? 1 : 2 };
}

function charterDate(key: string): string | null {
  const year = seededPick(`${key}/charter-year`, [2022, 2023, 2023, 2024, 2024, 2025, 2025, 2026, null]);
  if (year === null) return null;
  const month = seededPick(`${key}/charter-month`, ['03', '04', '05', '06', '10', '11', '12']);
  return `${year}-${month}-${String(seededInteger(`${key}/charter-day`, 8, 26)).padStart(2, '0')}`;
}

function kindergartenOf(place: Place, ownership: Ownership, index: number): DemoUnit {
  const code = `K${String(index + 1).padStart(2, '0')}`;
  const key = `${place.code}/${code}`;
  return {
    code,
    name:
      ownership === 'public'
        ? `${place.name}直属机关幼儿园`
        : `${stem(place.name)}${place.names[index + 2] ?? ''}阳光幼儿园`,
    kind: 'school',
    schoolType: '111',
    ownership,
    sectionCode: null,
    schoolCode: inventedSchoolCode('11', place.division, 101 + index),
    creditCode: inventedCreditCode(key, place.division, ownership === 'private'),
    opensOn: '2016-09-01',
    closesOn: null,
    hasHeadStep: true,
    people: inventedPeople(key),
    profile: null,
  };
}

function bureauOf(place: Place): DemoBureau {
  const count = Math.min(place.names.length, shapes.length);
  const schools = shapes.slice(0, count).map((shape, index) => schoolOf(place, shape, index));
  const kindergartens = [
    kindergartenOf(place, 'public', 0),
    ...(seededChance(`${place.code}/private-kindergarten`, 50) ? [kindergartenOf(place, 'private', 1)] : []),
  ];
  const full = place.name.endsWith('区') ? `焦作市${place.name}${place.word}` : `${place.name}${place.word}`;
  return {
    code: place.code,
    name: full,
    shortName: `${place.name}${place.word}`,
    divisionCode: place.division,
    authorityWord: place.authorityWord,
    addressees: [
      { addressee: place.committee, kind: 'main' },
      { addressee: place.government, kind: 'main' },
      { addressee: `${place.committee}全面依法治${place.name.slice(-1)}委员会办公室`, kind: 'copy' },
    ],
    people: {
      editor: inventedName(`${place.code}/bureau/editor`),
      checker: inventedName(`${place.code}/bureau/checker`),
      issuer: inventedName(`${place.code}/bureau/issuer`),
      admin: inventedName(`${place.code}/bureau/admin`),
      securityOfficer: inventedName(`${place.code}/bureau/security`),
    },
    units: [
      ...schools,
      ...kindergartens,
      section(place.code, 'policy', '政策法规股'),
      section(place.code, 'private-education', '民办教育股'),
      section(place.code, 'office', '办公室'),
    ],
  };
}

export const otherBureaus: readonly DemoBureau[] = places.map(bureauOf);

/** 修武县 → 修武, but 温县 stays. */
function stem(name: string): string {
  return name.length > 2 ? name.slice(0, -1) : name;
}

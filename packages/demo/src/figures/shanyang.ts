import type { Ownership } from '@huibao/domain';
import { inventedCreditCode, inventedSchoolCode } from './codes.ts';
import { inventedName, inventedPeople } from './people.ts';
import type { DemoBureau, DemoTerm, DemoUnit, OutsideReason, SchoolProfile } from './unit.ts';
import { seededInteger } from './seeded-number.ts';

/**
 * The 25 schools, each with its own figures of 2024. Names other than 塔南路小学 are invented, and so are the figures:
 * they are proportionate, and their sums are those of the published report, which stand nowhere else.
 * Columns: id, name, type, party, pupils, staff, outside workers, screenings, viewers, letters.
 */
const table = `
N01 云台实验学校     312 general_branch 2150 168 48 2 403 1778
N02 太行路学校       312 general_branch 1780 150 44 2 367 1558
N03 实验中学         311 general_branch 1620 148 43 1 179 1381
N04 解放东路小学     211 general_branch 2050 136 40 1 167 1777
N05 塔南路小学       211 branch         1380 92  29 1 115 1209
N06 东环小学         211 branch         1260 86  28 1 105 1092
N07 焦东路小学       211 branch         1150 80  26 1 98  1010
N08 文昌小学         211 branch         1040 74  24 1 94  882
N09 光亚小学         211 branch         960  70  24 1 88  836
N10 艺新小学         211 branch         880  64  22 1 80  749
N11 百间房中心小学   211 branch         760  58  20 1 76  668
N12 新城小学         211 branch         640  52  19 1 67  561
N13 恩村中心小学     211 branch         520  46  18 1 62  432
N14 第十八中学       311 branch         1180 102 32 1 127 983
N15 第二十中学       311 branch         930  84  27 1 106 779
N16 中星中学         311 branch         760  72  24 1 89  669
N17 定和学校         312 branch         1050 90  28 1 112 893
N18 育英外国语学校   312 private        1460 128 38 1 160 1257
N19 启明双语小学     211 private        620  56  20 1 72  522
N20 博文中学         311 private        780  78  26 1 99  666
N21 墙南小学         211 joint_branch   210  22  12 1 32  178
N22 李河小学         211 joint_branch   160  18  10 1 26  135
N23 苏蔺教学点       218 teaching_point 48   8   8  1 15  41
N24 龙源湖小学       211 preparing      320  28  13 1 39  275
N25 特殊教育学校     514 joint_branch   120  40  16 1 52  105`;

const term = (year: number, period: 1 | 2): DemoTerm => ({ year, period });

/** When each school's regime came into force: 2 + 6 by spring 2024, 4 + 13 by the year's end, two more after it. */
const regimeFrom: Readonly<Record<string, DemoTerm>> = {
  N01: term(2023, 2),
  N02: term(2024, 1),
  N03: term(2024, 2),
  N04: term(2024, 2),
  N05: term(2023, 1),
  N06: term(2023, 2),
  N07: term(2023, 2),
  N08: term(2024, 1),
  N09: term(2024, 1),
  N10: term(2024, 1),
  N11: term(2024, 2),
  N12: term(2024, 2),
  N13: term(2024, 2),
  N14: term(2024, 2),
  N15: term(2024, 2),
  N16: term(2024, 2),
  N17: term(2024, 2),
  N24: term(2025, 2),
  N25: term(2025, 2),
};

/** 7 in spring 2024, 10 in autumn, three of the others the year after. */
const charterApprovedOn: Readonly<Record<string, string>> = {
  N01: '2024-03-18',
  N02: '2024-03-26',
  N05: '2024-04-09',
  N06: '2024-04-22',
  N07: '2024-05-13',
  N08: '2024-05-28',
  N09: '2024-06-11',
  N03: '2024-09-19',
  N04: '2024-09-25',
  N10: '2024-10-15',
  N11: '2024-10-23',
  N12: '2024-11-06',
  N13: '2024-11-12',
  N14: '2024-11-20',
  N15: '2024-11-27',
  N16: '2024-12-05',
  N17: '2024-12-11',
  N25: '2025-05-20',
  N21: '2025-10-14',
  N22: '2025-10-28',
};

const outsideReasons: Readonly<Record<string, OutsideReason>> = {
  private: 'private',
  joint_branch: 'joint_branch',
  teaching_point: 'not_legal_person',
  preparing: 'preparing',
};

function schoolOf(line: string, number: number): DemoUnit {
  const [code = '', name = '', type = '', kind = '', ...figures] = line.trim().split(/\s+/);
  const [pupils = 0, staff = 0, outsideWorkers = 0, screenings = 0, viewers = 0, letters = 0] = figures.map(Number);
  const ownership: Ownership = kind === 'private' ? 'private' : 'public';
  const profile: SchoolProfile = {
    party:
      kind === 'private' ? 'branch' : kind === 'teaching_point' ? 'joint_branch' : (kind as SchoolProfile['party']),
    outside: outsideReasons[kind] ?? null,
    regimeFrom: regimeFrom[code] ?? null,
    charterApprovedOn: charterApprovedOn[code] ?? null,
    pupils,
    staff,
    outsideWorkers,
    screenings,
    viewers,
    letters,
    trend: seededInteger(`shanyang/${code}/trend`, -22, 24),
    secondCampusFrom: code === 'N01' ? 2025 : null,
  };
  return {
    code,
    name,
    kind: 'school',
    schoolType: type,
    ownership,
    sectionCode: null,
    schoolCode: inventedSchoolCode(type.startsWith('2') ? '21' : '31', '410811', number),
    creditCode: code === 'N23' ? null : inventedCreditCode(`shanyang/${code}`, '410811', ownership === 'private'),
    opensOn: code === 'N24' ? '2024-09-01' : '2015-09-01',
    closesOn: null,
    hasHeadStep: true,
    people:
      code === 'N05' ? { ...inventedPeople('shanyang/N05'), reporter: '王晓燕' } : inventedPeople(`shanyang/${code}`),
    profile,
  };
}

function kindergarten(name: string, index: number): DemoUnit {
  const code = `K${String(index + 1).padStart(2, '0')}`;
  return {
    code,
    name,
    kind: 'school',
    schoolType: '111',
    ownership: 'public',
    sectionCode: null,
    schoolCode: inventedSchoolCode('11', '410811', 101 + index),
    creditCode: inventedCreditCode(`shanyang/${code}`, '410811', false),
    opensOn: '2016-09-01',
    closesOn: null,
    hasHeadStep: true,
    people: inventedPeople(`shanyang/${code}`),
    profile: null,
  };
}

export function section(bureau: string, code: string, name: string): DemoUnit {
  return {
    code,
    name,
    kind: 'section',
    schoolType: null,
    ownership: null,
    sectionCode: code,
    schoolCode: null,
    creditCode: null,
    opensOn: '2015-01-01',
    closesOn: null,
    hasHeadStep: false,
    people: inventedPeople(`${bureau}/${code}`),
    profile: null,
  };
}

export const shanyang: DemoBureau = {
  code: 'shanyang',
  name: '焦作市山阳区教育局',
  shortName: '山阳区教育局',
  divisionCode: '410811',
  authorityWord: '山教',
  addressees: [
    { addressee: '中共焦作市山阳区委', kind: 'main' },
    { addressee: '焦作市山阳区人民政府', kind: 'main' },
    { addressee: '中共焦作市山阳区委全面依法治区委员会办公室', kind: 'copy' },
  ],
  people: {
    editor: '李敏',
    checker: inventedName('shanyang/bureau/checker'),
    issuer: inventedName('shanyang/bureau/issuer'),
    admin: inventedName('shanyang/bureau/admin'),
    securityOfficer: inventedName('shanyang/bureau/security'),
  },
  units: [
    ...table
      .trim()
      .split('\n')
      .map((line, index) => schoolOf(line, index + 1)),
    ...['区直机关幼儿园', '塔南路幼儿园', '东环幼儿园', '百间房幼儿园', '新城幼儿园', '龙源湖幼儿园'].map(kindergarten),
    section('shanyang', 'policy', '政策法规股'),
    section('shanyang', 'private-education', '民办教育股'),
    section('shanyang', 'office', '办公室'),
  ],
};

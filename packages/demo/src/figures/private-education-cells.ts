import type { Cell } from '@huibao/domain';
import { answers, dateIn, register, type SheetRow } from './cell-sheet.ts';
import type { DemoBureau, DemoTerm } from './unit.ts';
import { seededChance, seededInteger, seededPick } from './seeded-number.ts';

/** 表6. */
export function privateEducationCells(bureau: DemoBureau, term: DemoTerm): readonly Cell[] {
  const owner = `${bureau.code}/private-education`;
  const at = `${owner}/${term.year}/${term.period}`;
  const rows = inspectionRows(bureau, term);
  // What a term leaves open the next one puts right; its own is counted row by row.
  const before = openAfter(
    bureau,
    term.period === 2 ? { year: term.year, period: 1 } : { year: term.year - 1, period: 2 },
  );
  return [
    ...register(owner, 'institutions', institutionRows(bureau, term)),
    ...register(owner, 'inspections', rows),
    ...answers({
      inspection_problems_carried: openAfter(bureau, { year: term.year - 1, period: 2 }),
      earlier_problems_fixed: before,
      unlicensed_closed: seededChance(`${at}/unlicensed`, 25) ? 1 : 0,
      absconding_cases: 0,
    }),
  ];
}

const kindergartenWords = [
  '金色摇篮',
  '小太阳',
  '童乐',
  '蓓蕾',
  '春天',
  '苗苗',
  '爱心',
  '育才',
  '小博士',
  '七彩',
  '星光',
  '哈贝',
  '启明星',
  '向日葵',
  '贝贝',
  '新蕾',
  '阳光宝贝',
  '天使',
  '红黄蓝',
  '智慧树',
  '小金星',
  '幸福里',
  '彩虹',
  '晨曦',
];
const trainingWords = [
  '思源',
  '博睿',
  '学而思远',
  '朗文',
  '艺海',
  '墨韵',
  '飞翔',
  '启点',
  '星火',
  '优才',
  '琴缘',
  '佳艺',
];

interface Institution {
  readonly name: string;
  readonly kind: 'kindergarten' | 'subject' | 'other';
}

function institutionsOf(bureau: DemoBureau, year: number): readonly Institution[] {
  const isLarge = bureau.code === 'shanyang';
  const kindergartens = isLarge ? 24 : 5;
  // Fewer training institutions every year.
  const training = Math.max(2, (isLarge ? 10 : 5) - Math.max(0, year - 2023));
  const offset = seededInteger(`${bureau.code}/words`, 0, 20);
  const place = bureau.shortName.slice(0, 2);
  return [
    ...Array.from({ length: kindergartens }, (_, index): Institution => ({
      name: `${place}${kindergartenWords[(index + offset) % kindergartenWords.length] ?? ''}幼儿园`,
      kind: 'kindergarten',
    })),
    ...Array.from({ length: training }, (_, index): Institution => {
      const isSubject = index < 2;
      return {
        name: `${place}${trainingWords[(index + offset) % trainingWords.length] ?? ''}${isSubject ? '教育培训学校' : '艺术培训中心'}`,
        kind: isSubject ? 'subject' : 'other',
      };
    }),
  ];
}

function institutionRows(bureau: DemoBureau, { year, period }: DemoTerm): readonly SheetRow[] {
  return institutionsOf(bureau, year).map(({ name, kind }, index) => {
    const key = `${bureau.code}/institution/${name}`;
    const prepaid = kind === 'kindergarten' ? 0 : seededInteger(`${key}/prepaid/${year}/${period}`, 60, 420) * 1000;
    // Full supervision since 2024; before it some held a part back.
    const isPartial = kind === 'other' && year <= 2023 && seededChance(`${key}/partial/${year}`, 35);
    const licenceStart = year - ((year + seededInteger(`${key}/licence`, 0, 4)) % 5);
    return {
      identity: name,
      columns: {
        name,
        kind,
        licence: `教民1${bureau.divisionCode}${kind === 'kindergarten' ? '6' : '7'}${String(index + 1).padStart(4, '0')}`,
        licence_until: `${licenceStart + 5}-12-31`,
        registration: kind === 'other' ? 'profit' : 'nonprofit',
        yearly_check:
          period === 1
            ? 'pending'
            : seededPick(`${key}/check/${year}`, [
                'passed',
                'passed',
                'passed',
                'passed',
                'basic',
                'passed',
                seededChance(`${key}/weak`, 12) ? 'failed' : 'passed',
              ]),
        risk: seededPick(`${key}/risk/${year}`, ['low', 'low', 'low', 'medium', 'low', 'medium']),
        prepaid: `${prepaid}.00`,
        supervised: `${isPartial ? Math.floor(prepaid * 0.8) : prepaid}.00`,
      },
    };
  });
}

function inspectionRows(bureau: DemoBureau, { year, period }: DemoTerm): readonly SheetRow[] {
  const at = `${bureau.code}/inspection/${year}/${period}`;
  const institutions = institutionsOf(bureau, year);
  const months = period === 1 ? [3, 4, 5, 6] : [9, 10, 11, 12];
  const count = bureau.code === 'shanyang' ? seededInteger(at, 14, 18) : seededInteger(at, 5, 8);
  return Array.from({ length: count }, (_, index) => {
    const institution = institutions[(index * 5 + seededInteger(`${at}/start`, 0, 9)) % institutions.length];
    const subject =
      institution?.kind === 'kindergarten'
        ? seededPick(`${at}/${index}/subject`, ['canteen', 'canteen', 'safety', 'licence'])
        : seededPick(`${at}/${index}/subject`, ['fees', 'fees', 'safety', 'licence']);
    const problems = seededInteger(`${at}/${index}/problems`, 0, 3);
    const isOpen = problems > 0 && seededChance(`${at}/${index}/open`, Math.max(6, 20 - 3 * (year - 2022)));
    return {
      identity: `${year}/${period}/${index}`,
      columns: {
        inspected_on: dateIn(year, months[index % months.length] ?? 4, seededInteger(`${at}/${index}/day`, 3, 27)),
        institution: institution?.name ?? '',
        subject,
        problems,
        fixed: problems - (isOpen ? 1 : 0),
        published: true,
      },
    };
  });
}

function openAfter(bureau: DemoBureau, term: DemoTerm): number {
  return inspectionRows(bureau, term).reduce(
    (sum, row) => sum + Number(row.columns['problems']) - Number(row.columns['fixed']),
    0,
  );
}

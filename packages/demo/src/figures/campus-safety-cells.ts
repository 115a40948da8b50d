import type { Cell } from '@huibao/domain';
import { answers, dateIn, perOption, register, type Answer, type SheetRow } from './cell-sheet.ts';
import type { DemoLedgerItem } from './ledger.ts';
import { seededChance, seededInteger, seededPick } from './seeded-number.ts';
import type { DemoBureau, DemoUnit } from './unit.ts';

/** A quarter of a year, 1 to 4. */
export interface DemoQuarter {
  readonly year: number;
  readonly quarter: number;
}

const kinds = ['fire', 'building', 'food', 'traffic', 'security', 'other'] as const;
type Kind = (typeof kinds)[number];

const drillKinds = ['fire', 'quake', 'crush', 'violence', 'flood', 'other'] as const;
const themes = ['traffic', 'drowning', 'fire', 'food', 'bullying', 'other'] as const;

/** What a school of the demo answers to the quarterly form on campus safety; what is calculated is left out. */
export function campusSafetyCells(bureau: DemoBureau, unit: DemoUnit, at: DemoQuarter): readonly Cell[] {
  const key = `${bureau.code}/${unit.code}`;
  const when = `${key}/campus-safety/${at.year}/${at.quarter}`;
  const pupils = pupilsOf(key, unit, at);
  const hasMeals = unit.schoolType === '111' || (unit.schoolType !== '218' && seededChance(`${key}/canteen`, 75));
  const buses = unit.ownership === 'private' && unit.schoolType !== '111' ? 3 : 0;
  const accidents = seededChance(`${when}/accident`, 8) ? 1 : 0;
  return [
    ...answers({
      pupils,
      safety_staff: pupils > 800 ? 3 : pupils > 200 ? 2 : 1,
      guards: pupils > 1000 ? 4 : pupils > 100 ? 2 : 1,
      inspections: seededInteger(`${when}/inspections`, 3, 8),
      canteen: hasMeals,
      buses,
      accidents,
      injured: accidents,
      ...(hasMeals ? { accompanied_meals: 5 * weeksOf(at.quarter), food_checks: weeksOf(at.quarter) + 3 } : {}),
      ...(buses > 0 ? { bus_checks: weeksOf(at.quarter) } : {}),
    }),
    ...perOption('defences', {
      closed: true,
      alarm: true,
      video: unit.schoolType !== '218' || at.year > 2025,
      crossing: unit.schoolType !== '218' && (at.year > 2025 || seededChance(`${key}/crossing`, 80)),
    }),
    ...hazardCells(key, when, at),
    ...drillCells(when, at, pupils),
  ];
}

/** The school year begins in the third quarter: until then it is last autumn's pupils. */
function pupilsOf(key: string, { profile }: DemoUnit, { year, quarter }: DemoQuarter): number {
  const autumn = quarter >= 3 ? year : year - 1;
  const base = profile?.pupils ?? seededInteger(`${key}/children`, 160, 310);
  return Math.round((base * seededInteger(`${key}/pupils/${autumn}`, 960, 1040)) / 1000);
}

/** Weeks of school in a quarter: winter and summer holidays take some. */
function weeksOf(quarter: number): number {
  return [8, 13, 5, 13][quarter - 1] ?? 0;
}

function before({ year, quarter }: DemoQuarter): DemoQuarter {
  return quarter === 1 ? { year: year - 1, quarter: 4 } : { year, quarter: quarter - 1 };
}

function isOpen(key: string, kind: Kind, { year, quarter }: DemoQuarter): boolean {
  return seededChance(`${key}/hazard/${kind}/${year}/${quarter}`, 9);
}

/** What a quarter leaves open is put right in the next one. */
function hazardCells(key: string, when: string, at: DemoQuarter): readonly Cell[] {
  const by = (value: (kind: Kind) => number) => Object.fromEntries(kinds.map((kind) => [kind, value(kind)]));
  const carried = (kind: Kind): number => (isOpen(key, kind, before(at)) ? 1 : 0);
  const open = (kind: Kind): number => (isOpen(key, kind, at) ? 1 : 0);
  const found = (kind: Kind): number =>
    open(kind) + seededInteger(`${when}/found/${kind}`, 0, kind === 'other' ? 1 : 2);
  return [
    ...perOption('hazards_carried', by(carried)),
    ...perOption('hazards_found', by(found)),
    ...perOption(
      'hazards_rectified',
      by((kind) => carried(kind) + found(kind) - open(kind)),
    ),
    ...perOption('hazards_open', by(open)),
    ...register(
      key,
      'open_hazards',
      kinds.filter((kind) => isOpen(key, kind, at)).map((kind) => hazardRow(when, kind, at)),
    ),
  ];
}

const places: Readonly<Record<Kind, readonly string[]>> = {
  fire: ['教学楼二层灭火器压力不足', '宿舍楼一处应急照明损坏'],
  building: ['操场东侧围墙局部开裂', '实验楼外墙瓷砖松动'],
  food: ['食堂排烟管道积油', '留样冰箱温度记录不全'],
  traffic: ['校门口减速带破损', '上下学时段车辆临时停放较多'],
  security: ['西门监控摄像头角度偏移', '校园周边有流动摊贩'],
  other: ['体育器材固定螺栓松动', '一处井盖破损'],
};

function hazardRow(when: string, kind: Kind, { year, quarter }: DemoQuarter): SheetRow {
  const at = `${when}/${kind}`;
  const lastMonth = 3 * quarter;
  const isPast = seededChance(`${at}/past`, 15);
  const columns: Readonly<Record<string, Answer>> = {
    found_on: dateIn(year, lastMonth - 1, seededInteger(`${at}/found`, 3, 26)),
    kind,
    place: seededPick(`${at}/place`, places[kind]),
    level: kind === 'building' && seededChance(`${at}/major`, 30) ? 'major' : 'general',
    post: seededPick(`${at}/post`, ['总务主任', '安全办主任', '分管副校长']),
    put_right_by: isPast
      ? dateIn(year, lastMonth, seededInteger(`${at}/by`, 5, 25))
      : quarter === 4
        ? dateIn(year + 1, 1, 31)
        : dateIn(year, lastMonth + 1, 28),
  };
  return { identity: at, columns };
}

function drillCells(when: string, { quarter }: DemoQuarter, pupils: number): readonly Cell[] {
  const held = (kind: (typeof drillKinds)[number]): number => {
    if (kind === 'fire') return quarter === 3 ? 1 : 2;
    if (kind === 'quake') return quarter === 2 || quarter === 4 ? 1 : 0;
    if (kind === 'flood') return quarter === 2 ? 1 : 0;
    return kind === 'other' ? 0 : seededInteger(`${when}/drill/${kind}`, 0, 1);
  };
  const share = seededInteger(`${when}/attended`, 94, 99);
  return [
    ...perOption('drills', Object.fromEntries(drillKinds.map((kind) => [kind, held(kind)]))),
    ...perOption(
      'drill_attendances',
      Object.fromEntries(drillKinds.map((kind) => [kind, held(kind) * Math.floor((pupils * share) / 100)])),
    ),
    ...perOption(
      'lessons',
      Object.fromEntries(
        themes.map((theme) => {
          const most = theme === 'drowning' && (quarter === 2 || quarter === 3) ? 9 : 4;
          return [theme, seededInteger(`${when}/lesson/${theme}`, most - 2, most)];
        }),
      ),
    ),
  ];
}

/** What a school writes where a warning fires, by rule. */
export const campusSafetyExplanations: Readonly<Record<string, string>> = {
  open_overdue: '维修资金已下达，施工单位已进场；整改前已设置警戒并安排专人巡查。',
  drills_like_last_year: '上年同期含县区统一组织的专项演练。',
  accidents_explained: '体育课活动中学生扭伤，已及时送医并通知家长，已康复返校。',
};

/** What a year's report names as wanting, and what the next year is to bring. */
export function campusSafetyLedger(year: number): readonly Omit<DemoLedgerItem, 'answer'>[] {
  return [
    {
      kind: 'shortcoming',
      title: '个别教学点技防设施不够完善',
      detail: '个别教学点视频监控未与公安机关联网，上下学时段护学力量不足。原因是规模小、位置偏，设施建设投入不足。',
      owner: '安全管理股',
      dueOn: dateIn(year + 1, 8, 31),
    },
    {
      kind: 'plan',
      title: '健全隐患排查整改闭环机制',
      detail: '对期末未整改隐患逐条明确责任岗位和整改时限，按季度通报；重大隐患由教育局挂牌督办。',
      owner: '安全管理股',
      dueOn: dateIn(year + 1, 12, 20),
    },
  ];
}

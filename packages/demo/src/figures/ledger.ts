import type { DemoBureau } from './unit.ts';
import { seededInteger } from './seeded-number.ts';

/** A shortcoming with its cause, or a plan with its expected result, as the year's report names it. */
export interface DemoLedgerItem {
  readonly kind: 'shortcoming' | 'plan';
  readonly title: string;
  readonly detail: string;
  readonly owner: string;
  readonly dueOn: string;
  /** What next year's report answers. */
  readonly answer: string;
}

type Item = Omit<DemoLedgerItem, 'kind' | 'dueOn'>;

const shortcomings: readonly Item[] = [
  {
    title: '法治队伍建设执法理念和水平有待加强',
    detail:
      '少数干部虽然一直学习法治知识，但在法治实践中面临一些突发情况时，还存在应对解决不力的问题。原因是日常培训重理论、轻实务，执法人员岗位变动较多。',
    owner: '政策法规股',
    answer: '已组织执法实务培训和旁听庭审，新任执法人员全部持证上岗。',
  },
  {
    title: '学校依法治校水平有待提升',
    detail:
      '部分学校在遇到法律问题时，存在舍近求远的问题，未能很好地利用法律顾问、兼职法治副校长进行合法性审查、开展法律咨询等工作。原因是学校对法律服务的渠道和作用了解不够，依法管理水平有所欠缺。',
    owner: '政策法规股',
    answer: '已建立法律顾问联系学校制度，学校重大事项合法性审查率有所提高。',
  },
  {
    title: '法治教育形式还有待创新',
    detail:
      '部分学校在开展法治教育中存在敷衍现象，教育形式不够丰富，未能契合青少年的心理诉求。原因是专职法治课教师不足，优质资源共享不够。',
    owner: '德育股',
    answer: '已推出法治教育优质课和情景剧资源，各校活动形式明显增加。',
  },
  {
    title: '行政规范性文件管理还不够细致',
    detail: '个别文件报备不够及时，后评估覆盖面不大。原因是起草股室对报备时限掌握不准。',
    owner: '政策法规股',
    answer: '已将报备时限纳入文件印发流程，全年文件均按期报备。',
  },
  {
    title: '专项整治成果巩固不够',
    detail: '少数学校自查不深不细，同类问题有反弹。原因是长效机制不健全，监督检查频次不足。',
    owner: '督导室',
    answer: '已建立问题销号台账，反弹问题全部整改到位。',
  },
];

const plans: readonly Item[] = [
  {
    title: '健全领导干部学法制度',
    detail: '修订年度学法计划，全年集体学法不少于十二次，做到会前学法常态化。',
    owner: '办公室',
    answer: '按计划完成全年学法任务。',
  },
  {
    title: '推进学校章程实施和依法治校示范校创建',
    detail: '完成剩余学校章程修订核准，创建依法治校示范校，学校重大事项合法性审查全覆盖。',
    owner: '政策法规股',
    answer: '章程修订核准按计划推进，新增示范校通过验收。',
  },
  {
    title: '提升法治副校长履职实效',
    detail: '落实每校每学年授课不少于四课时，建立履职档案和评价机制。',
    owner: '德育股',
    answer: '授课课时达标学校进一步增加，履职档案全部建立。',
  },
  {
    title: '深化校园安全和防欺凌治理',
    detail: '完善“六个一行动”工作机制，苗头性问题处置率达到百分之百。',
    owner: '安全股',
    answer: '机制运行平稳，苗头性问题均及时处置。',
  },
];

/** The items that a bureau's report of a year names; the three shortcomings of 山阳 2024 are its published ones. */
export function demoLedger(bureau: DemoBureau, year: number): readonly DemoLedgerItem[] {
  const isPublished = bureau.code === 'shanyang' && year === 2024;
  const start = isPublished ? 0 : seededInteger(`${bureau.code}/ledger/${year}`, 0, shortcomings.length - 1);
  const chosen = [0, 1, 2]
    .map((step) => shortcomings[(start + step) % shortcomings.length])
    .filter((item) => item !== undefined);
  return [
    ...chosen.map((item) => ({ kind: 'shortcoming' as const, ...item, dueOn: `${year + 1}-11-30` })),
    ...plans.map((item) => ({ kind: 'plan' as const, ...item, dueOn: `${year + 1}-12-20` })),
  ];
}

/** What the city's own report names, of the city as a whole. */
export function cityLedger(year: number): readonly Omit<DemoLedgerItem, 'answer'>[] {
  return [
    {
      kind: 'shortcoming',
      title: '县（市、区）之间法治教育发展不够均衡',
      detail: '部分县（市、区）活动形式单一，优质资源不足。原因是区域间师资和经费条件差异较大，共享机制不健全。',
      owner: '政策法规科',
      dueOn: `${year + 1}-11-30`,
    },
    {
      kind: 'shortcoming',
      title: '问题整改的跟踪督办不够到位',
      detail: '个别县（市、区）整改周期偏长，同类问题有反弹。原因是督办频次不足，长效机制不健全。',
      owner: '督导科',
      dueOn: `${year + 1}-11-30`,
    },
    {
      kind: 'plan',
      title: '健全市县两级法治工作调度机制',
      detail: '按季度调度县（市、区）法治建设重点任务，通报进展。',
      owner: '政策法规科',
      dueOn: `${year + 1}-12-20`,
    },
    {
      kind: 'plan',
      title: '推动法治教育优质资源全市共享',
      detail: '建设市级法治教育资源库，组织优质课巡讲，覆盖各县（市、区）。',
      owner: '德育科',
      dueOn: `${year + 1}-12-20`,
    },
  ];
}

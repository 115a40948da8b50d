import type { IndicatorDefinition } from '../indicator/definition.ts';
import { text, units } from './define.ts';
import {
  countOf,
  indicatorsOf,
  isTrue,
  kindergartens,
  schools,
  schoolsAndKindergartens,
  sumOf,
} from './define-indicators.ts';

const ours = { children: schools };
const better = { children: schools, moreIsBetter: true };
const worse = { children: schools, moreIsBetter: false };
const everyone = { children: schoolsAndKindergartens };

const campaigns = indicatorsOf('campaigns');
const bullying = indicatorsOf('bullying');
const dropout = indicatorsOf('dropout');
const reminders = indicatorsOf('reminders');

const rectification = (code: string, key: string, zh: string, en: string): IndicatorDefinition =>
  campaigns.share(
    `rectified_share_${code}`,
    sumOf('problems_fixed', [key]),
    sumOf('problems_due', [key]),
    `${zh}问题整改率`,
    `Share put right: ${en}`,
    everyone,
  );

const checked = (code: string, key: string, zh: string, en: string): IndicatorDefinition =>
  campaigns.count(
    `checked_${code}`,
    countOf('self_check', isTrue, [key]),
    `开展${zh}自查的单位`,
    `Units that checked: ${en}`,
    units.school,
    { ...everyone, moreIsBetter: true },
  );

const slotInPlace = (code: string, key: string, zh: string, en: string): IndicatorDefinition =>
  reminders.count(
    `reminder_${code}_schools`,
    countOf('slot_rule', isTrue, [key]),
    `建立“${zh}”提醒制度的学校`,
    `Schools with a rule: ${en}`,
    units.school,
    better,
  );

/** Groups 10, 11, 12, 13. */
export const safetyIndicators: readonly IndicatorDefinition[] = [
  campaigns.count(
    'campaigns_checked_units',
    countOf('all_checked', isTrue),
    '应开展专项均已自查的单位',
    'Units that made every check',
    units.school,
    { ...everyone, moreIsBetter: true },
  ),
  campaigns.share(
    'campaigns_checked_share',
    countOf('all_checked', isTrue),
    countOf('all_checked'),
    '专项整治自查完成率',
    'Share that made every check',
    everyone,
  ),
  campaigns.sum(
    'problems_brought_in',
    'problems_brought_in',
    '专项整治上年结转问题',
    'Problems carried over from last year',
    units.item,
    everyone,
  ),
  campaigns.sum('problems_found', 'problems_found', '专项整治发现问题', 'Problems found', units.item, everyone),
  campaigns.sum('problems_due', 'problems_due', '专项整治应整改问题', 'Problems due', units.item, everyone),
  campaigns.sum('problems_fixed', 'problems_fixed', '专项整治整改到位', 'Problems put right', units.item, {
    ...everyone,
    moreIsBetter: true,
  }),
  campaigns.share(
    'rectified_share',
    sumOf('problems_fixed'),
    sumOf('problems_due'),
    '专项整治问题整改率',
    'Share of problems put right',
    everyone,
  ),
  checked('fees', 'fees', '教育乱收费', 'fees'),
  checked('workload', 'workload', '教师减负', 'workload'),
  checked('uniforms', 'uniforms', '中小学校服', 'uniforms'),
  checked('catering', 'catering', '集体配餐', 'catering'),
  rectification('fees', 'fees', '教育乱收费', 'fees'),
  rectification('workload', 'workload', '教师减负', 'workload'),
  rectification('uniforms', 'uniforms', '中小学校服', 'uniforms'),
  rectification('catering', 'catering', '集体配餐', 'catering'),
  campaigns.sum('fees_refunded', 'fees_refunded', '清退违规收费', 'Fees refunded', text('元', 'CNY'), {
    ...everyone,
    decimals: 2,
  }),
  campaigns.sum('leads_referred', 'leads_referred', '移交问题线索', 'Leads referred', units.piece, everyone),
  campaigns.sum('persons_handled', 'persons_handled', '处理人数', 'Persons sanctioned', units.person, everyone),
  campaigns.sum('rules_made', 'rules_made', '建章立制', 'Rules made', units.item, { ...everyone, moreIsBetter: true }),
  campaigns.sum(
    'kindergarten_children',
    'kindergarten_children',
    '在园幼儿',
    'Children in kindergartens',
    units.person,
    { children: kindergartens },
  ),

  bullying.count(
    'bullying_plan_schools',
    countOf('bullying_plan', isTrue),
    '制定防欺凌工作方案的学校',
    'Schools with a plan',
    units.school,
    better,
  ),
  bullying.sum('letters', 'letters', '《防欺凌致家长的一封信》', 'Letters to parents', units.copy, {
    ...better,
    format: { style: 'approximate', step: '10000' },
  }),
  bullying.rate(
    'letters_per_100_pupils',
    sumOf('letters'),
    sumOf('pupils'),
    '100',
    '每百名学生家长信发放数',
    'Letters per 100 pupils',
    units.copy,
    better,
  ),
  bullying.sum('mailboxes', 'mailboxes', '110举报信箱', 'Mailboxes', units.place, better),
  bullying.count(
    'notice_schools',
    countOf('notice_posted', isTrue),
    '张贴《通告》的学校',
    'Schools with the notice posted',
    units.school,
    better,
  ),
  bullying.sum('screenings', 'screenings', '警示教育片观看场次', 'Screenings', units.session, better),
  bullying.sum('viewers', 'viewers', '警示教育片观看人次', 'Viewers', units.personTime, better),
  bullying.rate(
    'viewers_per_screening',
    sumOf('viewers'),
    sumOf('screenings'),
    '1',
    '平均每场观看人次',
    'Viewers per screening',
    units.personTime,
    ours,
  ),
  bullying.sum('bullying_checks', 'bullying_checks', '欺凌排查', 'Checks', units.meeting, better),
  bullying.sum('bullying_found', 'bullying_found', '欺凌苗头性问题', 'Signs found', units.piece, worse),
  bullying.sum(
    'bullying_due',
    'bullying_due',
    '应处置苗头性问题（含上年结转）',
    'Signs due, with those carried over',
    units.piece,
    ours,
  ),
  bullying.sum('bullying_handled', 'bullying_handled', '处置苗头性问题', 'Signs handled', units.piece, better),
  bullying.share(
    'bullying_handled_share',
    sumOf('bullying_handled'),
    sumOf('bullying_due'),
    '苗头性问题处置率',
    'Share of signs handled',
    ours,
  ),
  bullying.sum('counselling', 'counselling', '心理疏导', 'Counselling', units.personTime, ours),

  dropout.count(
    'enrolment_check_schools',
    countOf('enrolment_check', isTrue),
    '全面摸排在籍学生的学校',
    'Schools that checked attendance',
    units.school,
    better,
  ),
  dropout.sum('key_pupils', 'key_pupils', '控辍保学重点学生', 'Pupils at risk', units.person, ours),
  dropout.rate(
    'key_pupils_per_1000',
    sumOf('key_pupils'),
    sumOf('pupils'),
    '1000',
    '每千名学生重点学生数',
    'Pupils at risk per 1,000',
    units.person,
    { ...ours, decimals: 2 },
  ),
  dropout.sum('key_pupils_leave', 'key_pupils', '因病因事请假半月以上', 'On long leave', units.person, {
    ...ours,
    keys: ['leave'],
  }),
  dropout.sum('key_pupils_suspended', 'key_pupils', '休学', 'Suspended studies', units.person, {
    ...ours,
    keys: ['suspended'],
  }),
  dropout.sum('key_pupils_home_teaching', 'key_pupils', '送教上门', 'Taught at home', units.person, {
    ...ours,
    keys: ['home_teaching'],
  }),
  dropout.sum('key_pupils_suspected', 'key_pupils', '疑似辍学', 'Suspected drop-outs', units.person, {
    ...worse,
    keys: ['suspected_dropout'],
  }),
  dropout.sum('key_pupils_lost', 'key_pupils', '失踪失联', 'Missing', units.person, { ...worse, keys: ['lost'] }),
  dropout.sum('returned_pupils', 'returned_pupils', '劝返复学', 'Brought back', units.person, ours),
  dropout.sum(
    'home_teaching_visits',
    'home_teaching_visits',
    '送教上门次数',
    'Home teaching visits',
    units.meeting,
    ours,
  ),
  dropout.count(
    'dropout_cleared_schools',
    countOf('dropout_cleared', isTrue),
    '疑似辍学动态清零的学校',
    'Schools without suspected drop-outs',
    units.school,
    better,
  ),

  reminders.count(
    'reminder_schools',
    countOf('all_slots_in_place', isTrue),
    '全面落实“11530”提醒制度的学校',
    'Schools with every reminder in place',
    units.school,
    better,
  ),
  reminders.share(
    'reminder_share',
    countOf('all_slots_in_place', isTrue),
    countOf('all_slots_in_place'),
    '“11530”提醒制度落实率',
    'Share with every reminder in place',
    ours,
  ),
  slotInPlace('daily', 'daily', '每天放学前1分钟', 'one minute before going home'),
  slotInPlace('lesson', 'lesson', '每节课后1分钟', 'one minute after lessons'),
  slotInPlace('weekly', 'weekly', '每周5分钟', 'five minutes a week'),
  slotInPlace('holiday', 'holiday', '节假日前30分钟', 'thirty minutes before holidays'),
  reminders.sum('slot_checks', 'slot_checks', '“11530”抽查', 'Spot checks', units.meeting, better),
  reminders.share(
    'slot_failure_share',
    sumOf('slot_failures'),
    sumOf('slot_checks'),
    '抽查未落实率',
    'Share of failed checks',
    { ...ours, moreIsBetter: false },
  ),
  reminders.sum('reminder_events', 'reminder_events', '安全教育活动', 'Safety education', units.meeting, better),
  reminders.sum('reminder_blackboard', 'reminder_events', '安全教育黑板报', 'Blackboard newspapers', units.meeting, {
    ...better,
    keys: ['blackboard'],
  }),
  reminders.sum(
    'reminder_flag_speech',
    'reminder_events',
    '安全教育国旗下讲话',
    'Flag-raising speeches',
    units.meeting,
    { ...better, keys: ['flag_speech'] },
  ),
  reminders.sum('reminder_class_meeting', 'reminder_events', '安全教育主题班会', 'Class meetings', units.meeting, {
    ...better,
    keys: ['class_meeting'],
  }),
];

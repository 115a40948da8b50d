import type { Balance } from '../report/balance.ts';
import { text } from './define.ts';

const atMost = (code: string, part: string, whole: string, zh: string, en: string): Balance => ({
  code,
  label: text(zh, en),
  left: [part],
  relation: 'at_most',
  right: [whole],
});
const equal = (code: string, whole: string, parts: readonly string[], zh: string, en: string): Balance => ({
  code,
  label: text(zh, en),
  left: [whole],
  relation: 'equal',
  right: parts,
});

/** 勾稽关系 of the report's figures: a report in which one doesn't hold can't be issued. */
export const ruleOfLawBalances: readonly Balance[] = [
  equal(
    'key_pupils_by_category',
    'key_pupils',
    ['key_pupils_leave', 'key_pupils_suspended', 'key_pupils_home_teaching', 'key_pupils_suspected', 'key_pupils_lost'],
    '控辍保学重点学生＝各类之和',
    'Pupils at risk = sum of the categories',
  ),
  equal(
    'reminder_events_by_means',
    'reminder_events',
    ['reminder_blackboard', 'reminder_flag_speech', 'reminder_class_meeting'],
    '安全教育活动＝各形式之和',
    'Safety education = sum of its forms',
  ),
  equal(
    'institutions_by_kind',
    'institutions',
    ['private_kindergartens', 'training_institutions'],
    '民办教育机构＝民办幼儿园＋校外培训机构',
    'Private institutions = kindergartens + training institutions',
  ),
  atMost(
    'charters_revised_of_approved',
    'charters_revised',
    'charters_approved',
    '本年完成章程修订≤章程已核准',
    'Charters revised ≤ charters approved',
  ),
  atMost(
    'leaders_of_regime',
    'general_branches_split',
    'party_led_schools',
    '书记、校长分设≤实行党组织领导的校长负责制',
    'Branches with two leaders ≤ schools under the regime',
  ),
  atMost(
    'one_person_of_regime',
    'branches_one_person',
    'party_led_schools',
    '“一肩挑”≤实行党组织领导的校长负责制',
    'Branches with one leader ≤ schools under the regime',
  ),
  atMost(
    'notices_of_schools',
    'notice_schools',
    'schools_reporting',
    '张贴《通告》的学校≤填报学校',
    'Schools with the notice ≤ schools reporting',
  ),
  atMost(
    'documents_filed_of_issued',
    'documents_filed',
    'documents_issued',
    '备案文件≤制发文件',
    'Documents filed ≤ documents issued',
  ),
  atMost(
    'duties_done_of_all',
    'duty_items_done',
    'duty_items',
    '责任清单完成事项≤责任清单事项',
    'Duties done ≤ duties listed',
  ),
];

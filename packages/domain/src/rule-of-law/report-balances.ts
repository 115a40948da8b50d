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
  equal(
    'problems_due_of_parts',
    'problems_due',
    ['problems_brought_in', 'problems_found'],
    '专项整治应整改问题＝上年结转＋自查发现',
    'Problems due = carried over + found',
  ),
  equal(
    'inspection_problems_due_of_parts',
    'inspection_problems_due',
    ['inspection_problems_brought_in', 'inspection_problems'],
    '检查应整改问题＝上年结转＋本年发现',
    'Inspections’ problems due = carried over + found',
  ),
  atMost(
    'problems_fixed_of_due',
    'problems_fixed',
    'problems_due',
    '专项整治整改到位≤应整改问题',
    'Problems put right ≤ problems due',
  ),
  atMost(
    'inspection_problems_fixed_of_due',
    'inspection_problems_fixed',
    'inspection_problems_due',
    '检查问题整改到位≤应整改问题',
    'Inspections’ problems put right ≤ problems due',
  ),
  atMost(
    'centre_group_of_study',
    'centre_group_sessions',
    'study_sessions',
    '理论学习中心组学法≤领导班子集体学法',
    'Centre group sessions ≤ study sessions',
  ),
  atMost(
    'decisions_collective_of_all',
    'decisions_collective',
    'decisions_total',
    '学校集体研究决定≤“三重一大”决策事项',
    'Taken collectively ≤ major decisions',
  ),
  atMost(
    'bureau_decisions_collective_of_all',
    'bureau_decisions_collective',
    'bureau_decisions',
    '局机关集体研究决定≤“三重一大”决策事项',
    'The bureau’s taken collectively ≤ its major decisions',
  ),
  atMost(
    'vice_principals_of_due',
    'vice_principal_schools',
    'vice_principal_due_schools',
    '已配备法治副校长的学校≤应配备的学校',
    'Schools with a vice-principal ≤ schools that are to have one',
  ),
  atMost(
    'fees_supervised_of_prepaid',
    'fees_supervised',
    'fees_prepaid',
    '纳入监管的预收费≤预收费余额',
    'Supervised fees ≤ prepaid fees',
  ),
  {
    code: 'documents_cleaned_of_outcomes',
    label: text('修改＋废止≤清理的文件', 'Amended + repealed ≤ cleaned up'),
    left: ['documents_amended', 'documents_repealed'],
    relation: 'at_most',
    right: ['documents_cleaned'],
  },
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

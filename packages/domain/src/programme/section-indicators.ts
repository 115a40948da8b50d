import type { IndicatorDefinition } from '../indicator.ts';
import { text, units } from './define.ts';
import { countOf, indicatorsOf, isTrue, policySection, privateEducationSection, sumOf } from './define-indicators.ts';

const policy = { children: policySection };
const policyBetter = { children: policySection, moreIsBetter: true };
const privateEducation = { children: privateEducationSection };
const privateBetter = { children: privateEducationSection, moreIsBetter: true };

const study = indicatorsOf('study');
const documents = indicatorsOf('documents');
const decisions = indicatorsOf('decisions');
const institutions = indicatorsOf('institutions');
const leaders = indicatorsOf('leaders');

/** Groups 1, 4, 5 (the bureau's own), 7, 16. */
export const sectionIndicators: readonly IndicatorDefinition[] = [
  study.sum('study_sessions', 'bureau_study_count', '局领导班子集体学法', 'Study sessions', units.meeting, policyBetter),
  study.sum('first_topic_sessions', 'first_topic_count', '“第一议题”学法', 'Studied as the first topic', units.meeting, policyBetter),
  study.sum('centre_group_sessions', 'centre_group_count', '理论学习中心组学法', 'Centre group sessions', units.meeting, policyBetter),
  study.sum('study_attendances', 'bureau_study_attendances', '局领导班子参加学法', 'Attendances', units.personTime, policyBetter),
  study.list('laws_studied', 'bureau_study_sessions.law', '学习的法律法规', 'Laws studied', text('部法律法规', 'laws'), 5, policy),
  study.distinct('laws_studied_count', 'bureau_study_sessions.law', '学习法律法规', 'Number of laws studied', text('部', 'laws'), policyBetter),

  documents.sum('documents_issued', 'documents_issued', '制发行政规范性文件', 'Normative documents issued', units.piece, policy),
  documents.sum('documents_filed', 'documents_filed', '备案行政规范性文件', 'Filed', units.piece, policy),
  documents.share('filing_share', sumOf('documents_filed'), sumOf('documents_issued'), '行政规范性文件备案率', 'Share filed', { ...policy, format: { style: 'percent', decimals: 0 } }),
  documents.sum('documents_in_force', 'documents_in_force', '现行有效行政规范性文件', 'In force', units.piece, policy),
  documents.sum('documents_cleaned', 'documents_cleaned', '清理行政规范性文件', 'Cleaned up', units.piece, policy),
  documents.sum('documents_amended', 'documents_amended', '修改行政规范性文件', 'Amended', units.piece, policy),
  documents.sum('documents_repealed', 'documents_repealed', '废止行政规范性文件', 'Repealed', units.piece, policy),
  documents.sum('documents_evaluated', 'documents_evaluated', '实施后评估的文件', 'Evaluated', units.piece, policy),

  decisions.sum('bureau_decisions', 'bureau_decisions_total', '局机关“三重一大”决策事项', 'The bureau’s major decisions', units.item, policy),
  decisions.sum('bureau_decision_meetings', 'bureau_decision_meetings', '局机关研究“三重一大”事项的会议', 'The bureau’s meetings on them', units.meeting, policy),
  decisions.share('bureau_collective_share', sumOf('bureau_decisions_collective'), sumOf('bureau_decisions_total'), '局机关“三重一大”集体决策率', 'Share taken collectively in the bureau', { ...policy, format: { style: 'percent', decimals: 0 } }),

  institutions.sum('institutions', 'institutions_total', '民办幼儿园和校外培训机构', 'Private institutions', units.place, privateEducation),
  institutions.sum('private_kindergartens', 'private_kindergartens', '民办幼儿园', 'Private kindergartens', units.school, privateEducation),
  institutions.sum('training_institutions', 'training_institutions', '校外培训机构', 'Training institutions', units.place, privateEducation),
  institutions.sum('inspections', 'inspection_count', '对民办教育机构检查', 'Inspections', units.meeting, privateBetter),
  institutions.distinct('institutions_inspected', 'inspections.institution', '检查机构', 'Institutions inspected', units.place, privateBetter),
  institutions.sum('inspection_problems', 'inspection_problems', '检查发现问题', 'Problems found', units.item, privateEducation),
  institutions.share('inspection_rectified_share', sumOf('inspection_problems_fixed'), sumOf('inspection_problems_due'), '检查发现问题整改率', 'Share of problems put right', privateEducation),
  institutions.share('fees_supervised_share', sumOf('supervised_total'), sumOf('prepaid_total'), '预收费监管率（按金额）', 'Share of prepaid fees supervised', privateEducation),
  institutions.share('yearly_check_share', sumOf('yearly_check_passed'), sumOf('institutions_total'), '年检合格率', 'Share that passed the yearly check', privateEducation),
  institutions.sum('canteen_inspections', 'canteen_inspections', '民办幼儿园食堂检查', 'Canteen inspections', units.meeting, privateBetter),
  institutions.sum('canteen_problems', 'canteen_problems', '民办幼儿园食堂问题', 'Canteen problems found', units.item, privateEducation),
  institutions.share('canteen_rectified_share', sumOf('canteen_problems_fixed'), sumOf('canteen_problems'), '民办幼儿园食堂问题整改率', 'Share of canteen problems put right', privateEducation),
  institutions.sum('unlicensed_closed', 'unlicensed_closed', '查处无证办学', 'Unlicensed institutions closed', units.place, privateEducation),
  institutions.sum('absconding_cases', 'absconding_cases', '“卷钱跑路”事件', 'Institutions that absconded', text('起', 'cases'), { ...privateEducation, moreIsBetter: false }),

  leaders.sum('party_group_meetings', 'party_group_meetings', '党组会议研究法治工作', 'Party group meetings', units.meeting, policyBetter),
  leaders.sum('director_meetings', 'director_meetings', '局长办公会议研究法治工作', 'Bureau meetings', units.meeting, policyBetter),
  leaders.sum('special_meetings', 'special_meetings', '法治工作专题会议', 'Special meetings', units.meeting, policyBetter),
  leaders.sum('reports_heard', 'reports_heard', '听取法治工作汇报', 'Reports heard', units.meeting, policyBetter),
  leaders.sum('instructions_given', 'instructions_given', '批示件', 'Instructions given', units.piece, policy),
  leaders.sum('duty_items', 'duty_items', '年度责任清单事项', 'Items on the list of duties', units.item, policy),
  leaders.sum('duty_items_done', 'duty_items_done', '责任清单完成事项', 'Items done', units.item, policyBetter),
  leaders.share('duty_done_share', sumOf('duty_items_done'), sumOf('duty_items'), '责任清单完成率', 'Share of the list done', policy),
  leaders.count('annual_law_reports', countOf('annual_law_report', isTrue), '主要负责人年终述法', 'Reported on the law', units.none, policyBetter),
];

import type { IndicatorDefinition } from '../indicator.ts';
import { text, units } from './define.ts';
import { atLeast, countOf, indicatorsOf, isPositive, isTrue, publicSchools, schools, sumOf } from './define-indicators.ts';

const ours = { children: schools };
const better = { children: schools, moreIsBetter: true };
const worse = { children: schools, moreIsBetter: false };

const basics = indicatorsOf('basics');
const charter = indicatorsOf('charter');
const party = indicatorsOf('party');
const decisions = indicatorsOf('decisions');
const admission = indicatorsOf('admission');
const study = indicatorsOf('study');
const vicePrincipals = indicatorsOf('vice_principals');
const education = indicatorsOf('education');

/** Groups 0, 1 (schools), 2, 3, 5 (schools), 6, 8, 9. */
export const schoolIndicators: readonly IndicatorDefinition[] = [
  basics.count('schools_reporting', countOf('pupils'), '填报学校', 'Schools reporting', units.school, ours),
  basics.sum('pupils', 'pupils', '在籍学生', 'Pupils', units.person, ours),
  basics.sum('classes', 'classes', '教学班', 'Classes', units.class, ours),
  basics.sum('staff', 'staff', '教职工', 'Staff', units.person, ours),
  basics.sum('outside_workers', 'outside_workers', '外聘服务人员', 'Outside workers', units.person, ours),
  basics.sum('campuses', 'campuses', '校区', 'Campuses', units.place, ours),
  basics.rate('pupils_per_staff', sumOf('pupils'), sumOf('staff'), '1', '生师比', 'Pupils per employee', units.none, ours),

  study.sum('school_study_sessions', 'school_study_count', '学校领导班子集体学法', 'Study sessions in schools', units.meeting, better),
  study.sum('school_study_attendances', 'school_study_attendances', '学校领导班子参加学法', 'Attendances in schools', units.personTime, better),

  charter.count('charters_revised', countOf('charter_revised_this_year', isTrue), '本年完成章程修订的学校', 'Charters revised this year', units.school, better),
  charter.count('charters_approved', countOf('charter_status', { op: 'eq', value: 'approved' }), '章程已核准的学校（年末累计）', 'Charters approved so far', units.school, better),
  charter.share('charters_approved_share', countOf('charter_status', { op: 'eq', value: 'approved' }), countOf('charter_status'), '章程核准率', 'Share of charters approved', ours),
  charter.count('decision_rules_schools', countOf('decision_rules', isTrue), '已建立议事决策制度的学校', 'Schools with decision-making rules', units.school, better),

  party.count('party_led_schools', countOf('party_led_regime', isTrue), '实行党组织领导的校长负责制的学校', 'Schools under party-led responsibility', units.school, better),
  party.share('party_led_share', countOf('party_led_regime', isTrue), countOf('party_led_regime'), '党组织领导的校长负责制实行率', 'Share under party-led responsibility', ours),
  party.count('general_branches_split', countOf('split_general_branch', isTrue), '书记、校长分设的党总支学校', 'General branches with two leaders', units.school, better),
  party.count('branches_one_person', countOf('one_person_branch', isTrue), '“一肩挑”并配备专职副书记的党支部学校', 'Branches with one leader and a full-time deputy', units.school, better),
  party.sum('party_members', 'party_members', '在校党员', 'Party members', units.person, ours),

  decisions.sum('decisions_total', 'decisions_total', '学校“三重一大”决策事项', 'Schools’ major decisions', units.item, { children: publicSchools }),
  decisions.sum('decision_meetings', 'decision_meetings', '学校研究“三重一大”事项的会议', 'Schools’ meetings on them', units.meeting, { children: publicSchools }),
  decisions.share('collective_share', sumOf('decisions_collective'), sumOf('decisions_total'), '学校“三重一大”集体决策率', 'Share taken collectively in schools', { children: publicSchools }),
  decisions.share('funds_collective_share', sumOf('decisions_collective', ['funds']), sumOf('decisions_total', ['funds']), '学校大额资金使用集体决策率', 'Share of large sums decided collectively', { children: publicSchools }),
  decisions.share('decisions_reviewed_share', sumOf('decisions_reviewed'), sumOf('decisions_total'), '学校“三重一大”事项合法性审查率', 'Share reviewed for legality', { children: publicSchools }),

  admission.count('admission_plan_schools', countOf('admission_plan_published', isTrue), '公开招生计划的学校', 'Schools that published their plan', units.school, better),
  admission.count('admission_results_schools', countOf('admission_results_published', isTrue), '公开招生结果的学校', 'Schools that published their results', units.school, better),
  admission.share('admission_results_share', countOf('admission_results_published', isTrue), countOf('admission_results_published'), '招生结果公开率', 'Share that published results', ours),
  admission.sum('admission_complaints', 'admission_complaints_received', '招生投诉', 'Complaints about admission', units.piece, worse),
  admission.share('admission_settled_share', sumOf('admission_complaints_settled'), sumOf('admission_complaints_due'), '招生投诉办结率', 'Share of complaints settled', ours),

  vicePrincipals.count('vice_principal_schools', countOf('has_vice_principal', isTrue), '配备法治副校长的学校', 'Schools with a vice-principal for the rule of law', units.school, better),
  vicePrincipals.share('vice_principal_share', countOf('has_vice_principal', isTrue), countOf('has_vice_principal'), '法治副校长配备率', 'Share of schools with one', { ...ours, format: { style: 'percent', decimals: 0 } }),
  vicePrincipals.distinct('vice_principal_persons', 'vice_principals.person_number', '受聘法治副校长', 'Persons appointed', units.person, better),
  vicePrincipals.sum('vice_principal_hours', 'vice_principal_hours', '法治副校长授课', 'Hours taught by them', units.hour, { ...better, decimals: 0 }),
  vicePrincipals.count('vice_principal_hours_schools', countOf('vice_principal_hours', atLeast('4')), '法治副校长全年授课4课时以上的学校', 'Schools with four hours or more', units.school, better),
  vicePrincipals.share('vice_principal_hours_share', countOf('vice_principal_hours', atLeast('4')), countOf('vice_principal_hours'), '法治副校长课时达标率', 'Share with four hours or more', ours),

  education.sum('activity_events', 'activity_events', '法治教育活动', 'Law education activities', text('场次', 'activities'), { ...better, format: { style: 'approximate', step: '10' } }),
  education.sum('activity_attendances', 'activity_attendances', '法治教育活动参加人次', 'Attendances', units.personTime, { ...better, format: { style: 'approximate', step: '10000' } }),
  education.rate('attendances_per_pupil', sumOf('activity_attendances'), sumOf('pupils'), '1', '生均参加法治教育活动', 'Attendances per pupil', units.meeting, better),
  education.sum('lecture_events', 'activity_events', '法治讲堂', 'Lectures', units.session, { ...better, keys: ['lecture'] }),
  education.sum('class_meeting_events', 'activity_events', '法治主题班会', 'Class meetings', units.session, { ...better, keys: ['class_meeting'] }),
  education.sum('flag_speech_events', 'activity_events', '主题升旗仪式、国旗下讲话', 'Flag-raising speeches', units.session, { ...better, keys: ['flag_speech'] }),
  education.sum('film_events', 'activity_events', '观看宣传教育片', 'Films', units.session, { ...better, keys: ['film'] }),
  education.sum('speech_events', 'activity_events', '主题演讲活动', 'Speech contests', units.session, { ...better, keys: ['speech'] }),
  education.count('security_day_schools', countOf('theme_events', isPositive, ['national_security']), '开展国家安全教育活动的学校', 'Schools that held national security education', units.school, better),
  education.count('constitution_week_schools', countOf('theme_events', isPositive, ['constitution']), '开展宪法宣传周活动的学校', 'Schools that held the constitution week', units.school, better),
  education.sum('constitution_events', 'theme_events', '宪法主题活动', 'Constitution activities', units.session, { ...better, keys: ['constitution'] }),
  education.sum('legal_products', 'legal_products', '法治宣传产品', 'Products made', text('件', 'products'), better),
  education.sum('legal_culture_sites', 'legal_culture_sites', '校园法治文化阵地', 'Places of legal culture', text('处', 'places'), better),
  education.list('case_titles', 'case_title', '典型做法', 'Cases', units.item, 3, { ...ours, coverageFloor: '0' }),
];

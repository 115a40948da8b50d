import type { Programme } from '../programme/definition.ts';
import { campaignsForm } from './campaigns-form.ts';
import { option, text } from './define.ts';
import { withScale } from './comparison-scales.ts';
import { educationForm } from './education-form.ts';
import { governanceForm } from './governance-form.ts';
import { policySectionForm } from './policy-section-form.ts';
import { privateEducationForm } from './private-education-form.ts';
import { ruleOfLawTemplate } from './report-template.ts';
import { keyPupilRegister, safetyForm } from './safety-form.ts';
import { safetyIndicators } from './safety-indicators.ts';
import { schoolIndicators } from './school-indicators.ts';
import { sectionIndicators } from './section-indicators.ts';

/**
 * 法治政府建设年度报告, built in: the systems that 山阳区教育局's report of 2024 names, and the sections that the
 * regulation requires.
 */
export const ruleOfLawProgramme: Programme = {
  code: 'rule_of_law',
  title: text('法治政府建设年度报告', 'Annual report on building a rule-of-law government'),
  forms: [governanceForm, educationForm, safetyForm, campaignsForm, policySectionForm, privateEducationForm],
  sensitiveRegisters: [keyPupilRegister],
  indicatorGroups: [
    option('basics', '基本情况', 'Basic figures'),
    option('study', '领导干部学法', 'Study by the leaders'),
    option('charter', '章程与议事决策', 'Charters'),
    option('party', '党组织领导的校长负责制', 'Party-led responsibility'),
    option('documents', '行政规范性文件', 'Normative documents'),
    option('decisions', '“三重一大”决策', 'Collective decisions'),
    option('admission', '阳光招生', 'Open admission'),
    option('institutions', '民办教育监管', 'Private education'),
    option('vice_principals', '法治副校长', 'Vice-principals for the rule of law'),
    option('education', '青少年法治教育', 'Law education'),
    option('campaigns', '专项整治', 'Campaigns'),
    option('bullying', '防欺凌“六个一行动”', 'Against bullying'),
    option('dropout', '控辍保学', 'Keeping pupils at school'),
    option('reminders', '“11530”安全提醒', 'Safety reminders'),
    option('leaders', '第一责任人职责', 'First-responsible-person duties'),
  ],
  indicators: [...schoolIndicators, ...safetyIndicators, ...sectionIndicators].map(withScale),
  template: ruleOfLawTemplate,
  chain: [
    { code: 'draft', label: text('拟稿', 'Drafting'), role: 'bureau_editor', issues: false },
    { code: 'check', label: text('核稿', 'Checking'), role: 'bureau_checker', issues: false },
    { code: 'issue', label: text('签发', 'Issuing'), role: 'bureau_issuer', issues: true },
  ],
  // Flows of spring run to 31 August: its window ends after the summer holidays. Autumn is cut at 31 December and
  // closes before the report is due.
  calendar: {
    windows: [
      { opens: '06-20', due: '09-10', closes: '09-30', dueNextYear: false, closesNextYear: false },
      { opens: '11-20', due: '01-08', closes: '01-20', dueNextYear: true, closesNextYear: true },
    ],
    reportDue: '03-01',
    publishDue: '04-01',
  },
};

export {
  campaignsForm,
  educationForm,
  governanceForm,
  keyPupilRegister,
  policySectionForm,
  privateEducationForm,
  ruleOfLawTemplate,
  safetyForm,
};

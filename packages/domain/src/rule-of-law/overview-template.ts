import type { TemplateSection } from '../report/definition.ts';
import { text } from './define.ts';
import {
  counted,
  doc,
  figure,
  oneDecimal,
  paragraph,
  some,
  stop,
  tens,
  tenThousands,
  when,
  zero,
} from './prose-parts.ts';
import { settlingClauses } from './settling-clauses.ts';

const covered = figure('schools_reporting', { style: 'answered' }, '个');

/**
 * The prose of whoever rolls up other bureaus: what they did is said to be theirs, and of how many of them. Of the
 * city's own meetings and documents nobody reports by a form; it writes them itself.
 */
export const overviewSections: readonly TemplateSection[] = [
  {
    code: 'opening',
    heading: '',
    level: 0,
    required: true,
    guidance: text(
      '总述指导思想和全年总体情况；说明数据覆盖多少个县（市、区）。',
      'The guiding principles and the year as a whole; of how many districts the figures are.',
    ),
    content: doc(
      paragraph(
        '{year}年，{bureau}坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻落实党的二十大和二十届历次全会精神，认真落实习近平法治思想和《法治政府建设实施纲要》等重大决策部署，统筹推进全市教育系统法治建设。现将{year}年度法治政府建设情况报告如下。',
      ),
      paragraph(
        '本报告数据由县（市、区）教育局逐级汇总',
        when(
          counted('schools_reporting', 'expected', 'some'),
          '，应报送',
          figure('schools_reporting', { style: 'expected' }, '个'),
          '县（市、区）',
        ),
        when(counted('schools_reporting', 'answered', 'some'), '，已报送并接收', covered),
        when(counted('schools_reporting', 'answered', 'zero'), '，尚无已接收的报送'),
        when(counted('schools_reporting', 'outstanding', 'some'), '，未报送或未经接收的不在其内'),
        '。',
      ),
    ),
  },
  {
    code: 'measures',
    heading: '一、主要举措和成效',
    level: 1,
    required: false,
    guidance: text(
      '全市推进法治政府建设的主要举措和成效，分条写。',
      'What was done in the city, and with what result.',
    ),
    content: doc(),
  },
  {
    code: 'study',
    heading: '（一）坚持领导干部集体学法制度，树牢法治思维和法治意识',
    level: 2,
    required: true,
    guidance: text(
      '县（市、区）教育局和学校的集体学法；本局的学法情况自行补充。',
      'Study in the districts and schools; the city adds its own.',
    ),
    content: doc(
      paragraph(
        when(some('study_sessions'), '各县（市、区）教育局领导班子集体学法合计', figure('study_sessions')),
        when(some('study_sessions', 'study_attendances'), '，参加学习', figure('study_attendances')),
        stop(some('study_sessions')),
        when(some('school_study_sessions'), '各校领导班子集体学法', figure('school_study_sessions', tens), '。'),
      ),
      paragraph(
        '加快推动中小学校党组织领导的校长负责制改革工作落地见效',
        when(some('charters_revised'), '，全市', figure('charters_revised'), '学校完成章程修订'),
        when(some('decision_rules_schools'), '，', figure('decision_rules_schools'), '学校建立议事决策制度'),
        when(some('general_branches_split'), '，', figure('general_branches_split'), '党总支部学校完成书记、校长分设'),
        when(
          some('branches_one_person'),
          '，',
          figure('branches_one_person'),
          '党支部学校完成书记校长“一肩挑”并配备专职副书记',
        ),
        '。',
      ),
    ),
  },
  {
    code: 'administration',
    heading: '（二）依法履行教育职能，教育系统依法行政能力显著增强',
    level: 2,
    required: true,
    guidance: text(
      '县（市、区）教育局的行政规范性文件、“三重一大”决策、招生和民办教育监管；本局的自行补充。',
      'Normative documents, decisions, admission and private education in the districts; the city adds its own.',
    ),
    content: doc(
      paragraph(
        when(some('documents_issued'), '各县（市、区）教育局制发行政规范性文件合计', figure('documents_issued')),
        when(some('documents_issued', 'documents_filed'), '，备案', figure('documents_filed')),
        when([...some('documents_issued'), ...zero('documents_filed')], '，尚未备案'),
        stop(some('documents_issued')),
        when(zero('documents_issued'), '各县（市、区）教育局全年未制发行政规范性文件。'),
        when(some('decisions_total'), '学校决策“三重一大”事项', figure('decisions_total')),
        when(some('decisions_total', 'decisions_collective'), '，其中集体研究决定', figure('decisions_collective')),
        when(
          some('decisions_total', 'decisions_collective', 'collective_share'),
          '，集体决策率',
          figure('collective_share', oneDecimal),
        ),
        when([...some('decisions_total'), ...zero('decisions_collective')], '，均未经集体研究决定'),
        stop(some('decisions_total')),
        when(zero('decisions_total'), '学校全年无“三重一大”决策事项。'),
      ),
      paragraph(
        '坚持阳光招生',
        when(some('admission_results_schools'), '，全市', figure('admission_results_schools'), '学校公开招生结果'),
        when(some('admission_complaints'), '，受理招生投诉', figure('admission_complaints')),
        when(zero('admission_complaints'), '，未收到招生投诉'),
        '。各县（市、区）对民办幼儿园、培训机构依法进行监管',
        when(some('inspections'), '，开展检查', figure('inspections')),
        ...settlingClauses({
          due: 'inspection_problems_due',
          carried: 'inspection_problems_brought_in',
          found: 'inspection_problems',
          settled: 'inspection_problems_fixed',
          share: 'inspection_rectified_share',
          foundBy: '本年发现',
        }),
        '。',
      ),
    ),
  },
  {
    code: 'education',
    heading: '（三）青少年法治教育丰富多彩，法治信仰植根于更多学生心中',
    level: 2,
    required: true,
    guidance: text('法治副校长、法治教育活动。', 'Vice-principals for the rule of law, law education.'),
    content: doc(
      paragraph(
        '严格落实法治副校长制度',
        when(some('vice_principal_due_schools'), '，应配备法治副校长的学校', figure('vice_principal_due_schools')),
        when(
          some('vice_principal_due_schools', 'vice_principal_schools'),
          '，已配备',
          figure('vice_principal_schools'),
        ),
        when(
          some('vice_principal_due_schools', 'vice_principal_schools', 'vice_principal_share'),
          '，配备率',
          figure('vice_principal_share', oneDecimal),
        ),
        when([...some('vice_principal_due_schools'), ...zero('vice_principal_schools')], '，尚未配备'),
        when(some('vice_principal_hours'), '，全年授课', figure('vice_principal_hours')),
        '。广泛开展青少年法治教育',
        when(some('activity_events'), '，全市开展各类法治教育活动', figure('activity_events', tens)),
        when(
          some('activity_events', 'activity_attendances'),
          '，参加师生',
          figure('activity_attendances', tenThousands),
        ),
        when(some('constitution_week_schools'), '；', figure('constitution_week_schools'), '学校开展“宪法宣传周”活动'),
        '。',
      ),
    ),
  },
  {
    code: 'rectification',
    heading: '（四）持续推进群众身边不正之风和腐败问题集中整治工作，营造风清气正教育生态',
    level: 2,
    required: true,
    guidance: text(
      '专项整治、防欺凌、控辍保学、安全教育提醒。',
      'Campaigns, bullying, drop-out prevention, safety reminders.',
    ),
    content: doc(
      paragraph(
        '全市持续开展群众身边不正之风和腐败问题专项整治',
        ...settlingClauses({
          due: 'problems_due',
          carried: 'problems_brought_in',
          found: 'problems_found',
          settled: 'problems_fixed',
          share: 'rectified_share',
          foundBy: '自查发现',
        }),
        '。深入开展防欺凌“六个一行动”',
        when(some('letters'), '，发放《防欺凌致家长的一封信》', figure('letters', tenThousands, '份')),
        when(some('mailboxes'), '，设置110举报信箱', figure('mailboxes', { style: 'exact' }, '个')),
        when(some('screenings'), '，组织观看警示教育片', figure('screenings', { style: 'exact' }, '场')),
        when(some('screenings', 'viewers'), '、', figure('viewers')),
        '。',
        when(some('reminder_schools'), figure('reminder_schools'), '学校全面建立“11530”安全教育提醒制度。'),
      ),
    ),
  },
  {
    code: 'shortcomings',
    heading: '二、存在的不足及原因',
    level: 1,
    required: true,
    guidance: text(
      '每条写明问题、原因；逐条录入整改台账，下一年度报告须逐条回应。',
      'Each with its cause; every one becomes an item of the ledger that next year’s report answers.',
    ),
    ledger: 'shortcoming',
    content: doc(paragraph('{year}年全市教育系统法治建设取得了成效，但尚有部分工作有待改进和提高：')),
  },
  {
    code: 'leaders',
    heading: '三、主要负责人履行推进法治建设第一责任人职责情况',
    level: 1,
    required: true,
    guidance: text(
      '本局党政主要负责人履行第一责任人职责的情况，由本级据实填写；不得以县（市、区）合计数代替。',
      'How the city bureau’s own leaders performed their duties: written by the city, never the districts’ sums.',
    ),
    content: doc(
      paragraph(
        '{bureau}党政主要负责人认真履行推进法治建设第一责任人职责，将法治建设纳入年度工作计划，与教育工作同部署、同推进、同考核，严格落实述法制度。',
      ),
    ),
  },
  {
    code: 'plan',
    heading: '四、下一年度工作安排',
    level: 1,
    required: true,
    guidance: text(
      '每项写明责任科室、时限、预期成果；逐条录入台账。',
      'Each with the section in charge, the date and the result expected; every one becomes an item of the ledger.',
    ),
    ledger: 'plan',
    content: doc(paragraph('{nextYear}年，我们将结合全市教育工作实际，重点做好以下工作：')),
  },
  {
    code: 'other',
    heading: '五、其他需要报告的情况',
    level: 1,
    required: false,
    guidance: text('没有其他需要报告的情况的，本部分不印。', 'Left out when there is nothing else to report.'),
    content: doc(),
  },
];

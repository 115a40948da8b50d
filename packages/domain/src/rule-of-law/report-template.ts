import type { ReportTemplate } from '../report/definition.ts';
import { text } from './define.ts';
import { overviewSections } from './overview-template.ts';
import {
  doc,
  figure,
  notZero,
  nothing,
  oneDecimal,
  paragraph,
  percent,
  some,
  stop,
  tens,
  tenThousands,
  when,
  whenAny,
  zero,
} from './prose-parts.ts';
import { ruleOfLawBalances } from './report-balances.ts';
import { settlingClauses } from './settling-clauses.ts';

const keyPupils = [
  'key_pupils_leave',
  'key_pupils_suspended',
  'key_pupils_home_teaching',
  'key_pupils_suspected',
  'key_pupils_lost',
];
const leadersDuties = [
  'party_group_meetings',
  'director_meetings',
  'special_meetings',
  'reports_heard',
  'instructions_given',
  'duty_items',
];

/**
 * The report's prose, after 山阳区教育局's published one. `{bureau}` (short name), `{year}` and `{nextYear}` are
 * replaced when it is compiled. Legal bases carry no years, so that a later report doesn't cite what has run out.
 *
 * A clause with a figure stands while that has a value, and brings its own comma, so that any may go. Nought is told in
 * words where an official would tell it (未收到招生投诉), else left out, as is what nobody answered (decision 35).
 */
export const ruleOfLawTemplate: ReportTemplate = {
  code: 'rule_of_law_report',
  title: ['{bureau}{year}年度法治政府建设', '工作报告'],
  upwardTitle: ['{bureau}关于{year}年度', '法治政府建设情况的报告'],
  balances: ruleOfLawBalances,
  overview: overviewSections,
  sections: [
    {
      code: 'opening',
      heading: '',
      level: 0,
      required: true,
      guidance: text(
        '总述指导思想和全年总体情况，不写具体数据。',
        'The guiding principles and the year as a whole, without figures.',
      ),
      content: doc(
        paragraph(
          '{year}年，{bureau}坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻落实党的二十大和二十届历次全会精神，认真落实习近平法治思想和《法治政府建设实施纲要》等重大决策部署，扎实推进法治建设，深入推进依法行政、依法治校，努力提升教育依法治理能力和水平。现将我局{year}年度法治政府建设情况报告如下。',
        ),
      ),
    },
    {
      code: 'measures',
      heading: '一、主要举措和成效',
      level: 1,
      required: false,
      guidance: text(
        '上一年度推进法治政府建设的主要举措和成效，分条写。',
        'What was done in the past year, and with what result.',
      ),
      content: doc(),
    },
    {
      code: 'study',
      heading: '（一）坚持领导干部集体学法制度，树牢法治思维和法治意识',
      level: 2,
      required: true,
      guidance: text(
        '集体学法、第一议题、理论学习中心组；党组织领导的校长负责制、章程修订和议事决策制度。',
        'Study by the leaders; party-led responsibility, charters and rules of decision.',
      ),
      content: doc(
        paragraph(
          '强化组织领导，扎实开展理论学习。为教育系统广大党员干部“理论学习有收获、思想政治受洗礼、干事创业敢担当、为民服务解难题、清正廉洁作表率”打下了坚实基础。认真组织学习贯彻党的二十大和二十届历次全会精神、习近平总书记关于法治的重要论述以及《习近平谈治国理政》等重要著作精神；将习近平法治思想纳入党组理论学习中心组的重点学习内容，充分发挥领导班子模范带头学法作用，开展交流研讨，组织警示教育，推动习近平法治思想入脑入心、走深走实、见行见效。',
          when(some('study_sessions'), '全年组织领导班子集体学法', figure('study_sessions')),
          when(
            some('study_sessions', 'centre_group_sessions'),
            '，其中理论学习中心组学习',
            figure('centre_group_sessions'),
          ),
          when(some('study_sessions', 'study_attendances'), '，参加学习', figure('study_attendances')),
          stop(some('study_sessions')),
          when(some('school_study_sessions'), '各校领导班子集体学法', figure('school_study_sessions', tens), '。'),
          when(
            some('first_topic_sessions'),
            '全面落实“第一议题”制度，开展“第一议题”学法',
            figure('first_topic_sessions'),
            '，',
          ),
          '把贯彻落实习近平法治思想与教育工作相结合，坚持知行合一、学以致用，增强法治教育的针对性和实效性。坚持以法治为引领，学法促用法',
          when(some('laws_studied'), '，积极开展', figure('laws_studied', { style: 'list', most: 5 }), '的学习'),
          '。',
        ),
        paragraph(
          '加快推动中小学校党组织领导的校长负责制改革工作落地见效',
          when(some('charters_revised'), '，', figure('charters_revised'), '学校完成章程修订'),
          when(some('decision_rules_schools'), '，', figure('decision_rules_schools'), '学校建立议事决策制度'),
          when(
            some('general_branches_split'),
            '，',
            figure('general_branches_split'),
            '党总支部学校完成书记、校长分设',
          ),
          when(
            some('branches_one_person'),
            '，',
            figure('branches_one_person'),
            '党支部学校完成书记校长“一肩挑”并配备专职副书记',
          ),
          '。加大形式主义等四风的治理，深化教育系统广大党员干部思想认识，夯实了理论基础，坚定了理想信念，提高了依法执政水平。',
        ),
      ),
    },
    {
      code: 'administration',
      heading: '（二）依法履行教育职能，教育系统依法行政能力显著增强',
      level: 2,
      required: true,
      guidance: text(
        '行政规范性文件管理、“三重一大”决策、阳光招生、民办教育监管。',
        'Normative documents, collective decisions, open admission, private education.',
      ),
      content: doc(
        paragraph(
          '从严管理行政规范性文件。梳理完善行政规范性文件备案审查和清理制度、评估报告制度、制定和管理制度，规范制定行政规范性文件发文本，整理完善档案资料，确保现行有效的行政规范性及政策性文件与法律、法规情况相统一。',
          when(some('documents_issued'), '全年制发行政规范性文件', figure('documents_issued')),
          when(some('documents_issued', 'documents_filed'), '，备案', figure('documents_filed')),
          when([...some('documents_issued'), ...zero('documents_filed')], '，尚未备案'),
          stop(some('documents_issued')),
          when(zero('documents_issued'), '全年未制发行政规范性文件。'),
          when(some('documents_cleaned'), '清理行政规范性文件', figure('documents_cleaned')),
          when(some('documents_cleaned', 'documents_amended'), '，修改', figure('documents_amended')),
          when(some('documents_cleaned', 'documents_repealed'), '，废止', figure('documents_repealed')),
          when([...some('documents_cleaned'), ...zero('documents_amended', 'documents_repealed')], '，无修改、废止'),
          stop(some('documents_cleaned')),
          when(some('documents_in_force'), '年末现行有效行政规范性文件', figure('documents_in_force'), '。'),
          when(zero('documents_in_force'), '年末无现行有效的行政规范性文件。'),
        ),
        paragraph(
          '贯彻落实“三重一大”决策制度，切实加强党风廉政建设，规范领导干部决策行为，促进决策的科学化、民主化。',
          when(some('bureau_decisions'), '局机关决策“三重一大”事项', figure('bureau_decisions')),
          when(
            some('bureau_decisions', 'bureau_decisions_collective'),
            '，其中集体研究决定',
            figure('bureau_decisions_collective'),
          ),
          when(
            some('bureau_decisions', 'bureau_decisions_collective', 'bureau_collective_share'),
            '，集体决策率',
            figure('bureau_collective_share', percent),
          ),
          when([...some('bureau_decisions'), ...zero('bureau_decisions_collective')], '，均未经集体研究决定'),
          stop(some('bureau_decisions')),
          when(zero('bureau_decisions'), '局机关全年无“三重一大”决策事项。'),
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
          '坚持阳光招生，规范学校招生行为',
          when(some('admission_results_schools'), '，', figure('admission_results_schools'), '学校公开招生结果'),
          when(some('admission_complaints'), '，受理招生投诉', figure('admission_complaints')),
          when(zero('admission_complaints'), '，未收到招生投诉'),
          '。对辖区民办幼儿园、培训机构依法进行监管',
          when(some('inspections'), '，全年检查', figure('inspections')),
          when(some('inspections', 'institutions_inspected'), '，涉及机构', figure('institutions_inspected')),
          ...settlingClauses({
            due: 'inspection_problems_due',
            carried: 'inspection_problems_brought_in',
            found: 'inspection_problems',
            settled: 'inspection_problems_fixed',
            share: 'inspection_rectified_share',
            foundBy: '本年发现',
          }),
          when(some('fees_prepaid'), '；年末预收费余额', figure('fees_prepaid')),
          when(some('fees_prepaid', 'fees_supervised'), '，其中纳入监管', figure('fees_supervised')),
          when(
            some('fees_prepaid', 'fees_supervised', 'fees_supervised_share'),
            '，按金额计算的监管率',
            figure('fees_supervised_share', oneDecimal),
          ),
          when([...some('fees_prepaid'), ...zero('fees_supervised')], '，尚未纳入监管'),
          when(zero('fees_prepaid'), '；年末无预收费余额'),
          when(some('absconding_cases'), '；发生“卷钱跑路”事件', figure('absconding_cases')),
          when(nothing('absconding_cases'), '，杜绝其卷钱跑路现象'),
          '。',
        ),
      ),
    },
    {
      code: 'education',
      heading: '（三）青少年法治教育丰富多彩，法治信仰植根于更多学生心中',
      level: 2,
      required: true,
      guidance: text(
        '法治副校长、法治讲堂和班会、国家安全教育日、宪法宣传周、法治文化；引用学校典型做法。',
        'Vice-principals for the rule of law, lectures and class meetings, security day, constitution week, legal culture; quote schools’ cases.',
      ),
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
            figure('vice_principal_share', percent),
          ),
          when([...some('vice_principal_due_schools'), ...zero('vice_principal_schools')], '，尚未配备'),
          when(some('vice_principal_persons'), '，受聘法治副校长', figure('vice_principal_persons')),
          when(some('vice_principal_hours'), '，全年授课', figure('vice_principal_hours')),
          when([...some('vice_principal_persons'), ...zero('vice_principal_hours')], '，尚未开展授课'),
          '。充分利用法治讲堂、法治宣传、班会等多种形式对辖区中小学生定期开展法治教育',
          when(some('activity_events'), '，全年开展各类活动', figure('activity_events', tens)),
          when(
            some('activity_events', 'activity_attendances'),
            '，参加师生',
            figure('activity_attendances', tenThousands),
          ),
          '，扩大法治教育覆盖面，培养学生法律意识和法治观念，提高学生明辨是非能力和自我保护意识，教育引导学生学法、懂法、守法、用法。',
        ),
        paragraph(
          '深入贯彻落实习近平总书记关于总体国家安全观的重要论述',
          when(
            some('security_day_schools'),
            '，组织',
            figure('security_day_schools'),
            '学校开展“国家安全 人人有责”主题升旗仪式，召开“国安在我心，责任伴我行”主题班会，组织学生观看“全民国家安全教育日”宣传教育片，邀请法治副校长等走进学校开展“国家安全，共同守护”主题普法教育活动',
          ),
          when(some('case_titles'), '，涌现出', figure('case_titles', { style: 'list', most: 3 }), '典型做法'),
          '。',
          when(some('constitution_week_schools'), figure('constitution_week_schools'), '学校开展“宪法宣传周”等活动，'),
          when(
            some('legal_products'),
            '制作形象生动的法治漫画、动漫、微视频等法治宣传产品',
            figure('legal_products'),
            '，',
          ),
          '以青少年喜闻乐见的形式开展法治宣传教育，提升普法趣味性和时代感，引导青少年从小树立法治意识，激发学法守法积极性和主动性。积极打造校园法治文化',
          when(some('legal_culture_sites'), '，建成校园法治文化阵地', figure('legal_culture_sites')),
          '，将法治精神、法治思维和法治理念融入到学校教育、管理和服务的各个环节，促进法律知识的全方位传播，使法治文化成为校园文化的重要组成部分。',
        ),
      ),
    },
    {
      code: 'rectification',
      heading: '（四）持续推进群众身边不正之风和腐败问题集中整治工作，营造风清气正教育生态',
      level: 2,
      required: true,
      guidance: text(
        '专项整治、“六个一行动”、控辍保学、“11530”安全教育提醒。',
        'Campaigns, the six actions against bullying, drop-out prevention, 11530.',
      ),
      content: doc(
        paragraph(
          '相继开展了教育乱收费、减轻中小学教师负担、中小学校服、民办幼儿园食堂食品安全、中小学集体配餐食品安全与营养健康管理等专项整治活动',
          ...settlingClauses({
            due: 'problems_due',
            carried: 'problems_brought_in',
            found: 'problems_found',
            settled: 'problems_fixed',
            share: 'rectified_share',
            foundBy: '自查发现',
          }),
          when(some('rules_made'), '，建章立制', figure('rules_made')),
          '；深化以案促改工作，推进警示教育常态化，引导干部职工知敬畏、存戒惧、守底线，营造“党风正、政风清、家风好”的良好氛围。',
        ),
        paragraph(
          '成立“六个一行动”工作领导小组，指导教育系统“六个一行动”开展，制定中小学防欺凌工作方案',
          when(some('letters'), '，发放《防欺凌致家长的一封信》', figure('letters', tenThousands, '份')),
          when(some('mailboxes'), '，各校设置110举报信箱', figure('mailboxes', { style: 'exact' }, '个')),
          '，在校门口张贴《严厉打击校园霸凌行为的通告》',
          when(
            some('screenings'),
            '，并联合公安机关组织教职工观看《校园里的风险》警示教育片，观看场次',
            figure('screenings', { style: 'exact' }, '场'),
          ),
          when(some('screenings', 'viewers'), '，观看人次', figure('viewers', { style: 'exact' }, '人')),
          '。',
        ),
        paragraph(
          '完善控辍保学工作机制，全面摸排所有在籍学生在校就读情况，并开展全面排查',
          whenAny(some(...keyPupils), '，对重点学生登记造册'),
          when(some('key_pupils_leave'), '，因病因事请假半月以上', figure('key_pupils_leave')),
          when(some('key_pupils_suspended'), '，休学', figure('key_pupils_suspended')),
          when(some('key_pupils_home_teaching'), '，送教上门', figure('key_pupils_home_teaching')),
          when(some('key_pupils_suspected'), '，疑似辍学', figure('key_pupils_suspected')),
          when(some('key_pupils_lost'), '，失踪失联', figure('key_pupils_lost')),
          when(zero('key_pupils_suspected', 'key_pupils_lost'), '，未发现疑似辍学、失踪失联学生'),
          when([...notZero('key_pupils_lost'), ...zero('key_pupils_suspected')], '，未发现疑似辍学学生'),
          when([...notZero('key_pupils_suspected'), ...zero('key_pupils_lost')], '，未发现失踪失联学生'),
          '，加强学生管理和动态监测，实时关注重点学生在校就读情况。严格落实“11530”安全教育提醒制度',
          when(some('reminder_schools'), '，', figure('reminder_schools'), '学校全面建立制度'),
          when(
            some('reminder_events'),
            '，通过黑板报、国旗下讲话、主题班会等形式开展安全教育',
            figure('reminder_events', tens),
          ),
          '，不间断地对学生开展防溺水、防欺凌等安全教育。',
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
      content: doc(
        paragraph(
          '{year}年的法治政府建设工作取得了显著成效，教育系统持续保持和谐稳定大局，但尚有部分工作有待改进和提高：',
        ),
      ),
    },
    {
      code: 'leaders',
      heading: '三、主要负责人履行推进法治建设第一责任人职责情况',
      level: 1,
      required: true,
      guidance: text(
        '党组书记、局长履行第一责任人职责的情况；年内有变动的，写明前后任。',
        'How the principal leaders performed their duties; both of them where there was a change.',
      ),
      content: doc(
        paragraph(
          '党政主要负责人认真履行推进法治建设第一责任人职责，将法治建设纳入年度工作计划，与教育工作同部署、同推进、同考核。',
          whenAny(some(...leadersDuties), '全年'),
          when(some('party_group_meetings'), '主持召开党组会议研究法治工作', figure('party_group_meetings'), '，'),
          when(some('director_meetings'), '主持召开局长办公会议研究法治工作', figure('director_meetings'), '，'),
          when(some('special_meetings'), '召开法治工作专题会议', figure('special_meetings'), '，'),
          when(some('reports_heard'), '听取法治工作汇报', figure('reports_heard'), '，'),
          when(some('instructions_given'), '作出批示', figure('instructions_given'), '，'),
          when(some('duty_items'), '制定年度责任清单', figure('duty_items'), '，'),
          when(some('duty_items', 'duty_items_done'), '已完成', figure('duty_items_done'), '，'),
          when([...some('duty_items'), ...zero('duty_items_done')], '正在推进，'),
          '严格落实述法制度，将履行第一责任人职责情况纳入年终述职内容，并将法治建设纳入学校年度考核。',
        ),
      ),
    },
    {
      code: 'plan',
      heading: '四、下一年度工作安排',
      level: 1,
      required: true,
      guidance: text(
        '每项写明责任股室、时限、预期成果；逐条录入台账。',
        'Each with the section in charge, the date and the result expected; every one becomes an item of the ledger.',
      ),
      ledger: 'plan',
      content: doc(
        paragraph(
          '{nextYear}年，我们将结合教育工作实际，持续强化法治思维，推进青少年法治教育，把法治融入到教育管理的各环节，运用法治手段维护正常教育教学秩序，为法治政府建设贡献力量，重点做好以下工作：',
        ),
      ),
    },
    {
      code: 'other',
      heading: '五、其他需要报告的情况',
      level: 1,
      required: false,
      guidance: text('没有其他需要报告的情况的，本部分不印。', 'Left out when there is nothing else to report.'),
      content: doc(),
    },
  ],
};

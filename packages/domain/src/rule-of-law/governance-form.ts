import type { FormDefinition, Option } from '../form/definition.ts';
import {
  choice,
  computedYesNo,
  date,
  dimension,
  settling,
  flow,
  mustHold,
  option,
  carriedOverFrom,
  schoolsOnly,
  settledWithinReceived,
  shouldHold,
  stock,
  text,
  units,
  words,
  yesNo,
} from './define.ts';

const outsideRegime: readonly Option[] = [
  option('private', '民办学校，不适用本制度', 'Private school, outside the system'),
  option('joint_branch', '参加联合党支部，未单独设立', 'Belongs to a joint branch'),
  option('not_legal_person', '非独立法人', 'Not a legal person of its own'),
  option('preparing', '党支部筹建中', 'Branch being set up'),
];

export const decisionKinds = dimension('decision_kind', '决策类别', 'Kind of decision', [
  option('major_matters', '重大事项决策', 'Major matters'),
  option('appointments', '重要干部任免', 'Appointments'),
  option('projects', '重要项目安排', 'Projects'),
  option('funds', '大额资金使用', 'Large sums'),
]);

const publicOnly = { ownership: 'public' } as const;

const notYetAdmitting: readonly Option[] = [
  option('not_yet', '本期尚未组织招生', 'No admission in this period yet'),
  option('no_own_admission', '不单独招生，随中心校办理', 'Admission is handled by the central school'),
];

/** 表1: charter, party-led principal responsibility, collective decisions, admission (groups 2, 3, 5, 6). */
export const governanceForm: FormDefinition = {
  code: 'governance',
  number: text('表1', 'Table 1'),
  title: text('学校治理与党组织建设情况', 'School governance and party organisation'),
  shortTitle: text('学校治理', 'Governance'),
  instructions: text(
    '由学校办公室填报，书记、校长审定。存量填统计期末数，流量填统计期内发生数；没有发生的填“0”，不适用的选“不适用”并注明原因。',
    'Filled in by the school office, settled by the party secretary and the principal. Stocks are as at the end of the period, flows are what happened in it; answer 0 where nothing happened, and “not applicable” with the reason.',
  ),
  appliesTo: schoolsOnly,
  sections: [
    {
      code: 'party',
      title: text('党组织领导的校长负责制', 'Party-led principal responsibility'),
      blocks: [
        {
          kind: 'fields',
          title: text('党组织设置与班子配备', 'Organisation and leadership'),
          elements: [
            choice(
              'party_organization',
              '党组织形式',
              'Kind of party organisation',
              [
                option('committee', '党委', 'Committee'),
                option('general_branch', '党总支', 'General branch'),
                option('branch', '党支部', 'Branch'),
                option('joint_branch', '联合党支部', 'Joint branch'),
                option('preparing', '筹建中', 'Being set up'),
              ],
              {
                hint: text(
                  '以上级党组织批复为准，填统计期末情况。',
                  'As approved by the superior party organisation, at the end of the period.',
                ),
              },
            ),
            stock('party_members', '在校党员数', 'Party members', units.person, {
              countsPersons: true,
              hint: text(
                '含预备党员；组织关系在本校的教职工党员。',
                'Staff whose membership is with this school, probationary members included.',
              ),
            }),
            yesNo('party_led_regime', '已实行党组织领导的校长负责制', 'Party-led principal responsibility in force', {
              notApplicable: outsideRegime,
              hint: text(
                '公办中小学单独设立党委、党总支、党支部的适用；其他学校选“不适用”并注明原因。',
                'Concerns public schools with a party organisation of their own; others answer “not applicable” with the reason.',
              ),
            }),
            choice(
              'leaders_arrangement',
              '书记、校长设置',
              'Secretary and principal',
              [
                option('split', '书记、校长分设', 'Two persons'),
                option('one_person', '书记校长“一肩挑”', 'One person'),
              ],
              { notApplicable: outsideRegime },
            ),
            stock('fulltime_deputies', '专职副书记数', 'Full-time deputy secretaries', units.person, {
              notApplicable: outsideRegime,
              countsPersons: true,
              hint: text('不兼任行政职务的副书记。', 'Deputies without an administrative post.'),
            }),
            yesNo('principal_is_deputy', '党员校长兼任副书记', 'Principal also deputy secretary', {
              notApplicable: [
                option('one_person', '书记校长由一人担任', 'One person holds both posts'),
                option('not_member', '校长不是中共党员', 'The principal is not a party member'),
                ...outsideRegime,
              ],
            }),
            computedYesNo(
              'split_general_branch',
              '党总支学校书记、校长分设',
              'General branch with two leaders',
              'party_led_regime && party_organization == "general_branch" && leaders_arrangement == "split"',
            ),
            computedYesNo(
              'one_person_branch',
              '党支部学校“一肩挑”并配备专职副书记',
              'Branch with one leader and a full-time deputy',
              'party_led_regime && party_organization == "branch" && leaders_arrangement == "one_person" && fulltime_deputies >= 1',
            ),
          ],
        },
      ],
    },
    {
      code: 'charter',
      title: text('章程与议事决策制度', 'Charter and decision-making rules'),
      blocks: [
        {
          kind: 'fields',
          title: text('章程修订与核准', 'Charter'),
          elements: [
            choice(
              'charter_status',
              '章程状态',
              'Status of the charter',
              [
                option('approved', '已核准', 'Approved'),
                option('revising', '修订中', 'Under revision'),
                option('not_started', '未启动（现行章程有效）', 'Not started (present charter in force)'),
                option('first_making', '首次制定中', 'First charter being made'),
              ],
              {
                notApplicable: [
                  option(
                    'not_legal_person',
                    '非独立法人，不单独制定章程',
                    'Not a legal person, has no charter of its own',
                  ),
                ],
                hint: text(
                  '“已核准”指修订后的章程经主管教育行政部门核准；已公布未核准的填“修订中”。首次制定不计入修订。',
                  '“Approved” means that the revised charter was approved by the education authority. A first charter is not a revision.',
                ),
              },
            ),
            date('charter_approved_on', '核准日期', 'Approved on', { required: false }),
            words('charter_approval_number', '核准文号', 'Approval number', { required: false }),
            yesNo('decision_rules', '已建立议事决策制度', 'Decision-making rules in place', {
              hint: text(
                '党组织会议、校长办公会议（校务会议）议事规则均已制定并执行。',
                'Rules for the party organisation’s and the principal’s meetings are made and applied.',
              ),
            }),
            computedYesNo(
              'charter_revised_this_year',
              '本年完成章程修订',
              'Charter revised this year',
              'charter_status == "approved" && charter_approved_on >= period.yearStartsOn && charter_approved_on <= period.endsOn',
            ),
          ],
        },
      ],
    },
    {
      code: 'decisions',
      title: text('“三重一大”集体决策', 'Collective decisions'),
      blocks: [
        {
          kind: 'fields',
          title: text('“三重一大”事项', 'Major matters, appointments, projects, funds'),
          elements: [
            flow('decision_meetings', '研究“三重一大”事项的会议', 'Meetings on such matters', units.meeting, {
              appliesTo: publicOnly,
            }),
            flow('decisions_total', '“三重一大”事项决策数', 'Decisions of this kind', units.item, {
              dimension: decisionKinds,
              appliesTo: publicOnly,
              hint: text('统计期内作出决定的事项，一事一计。', 'Matters decided in the period, each counted once.'),
            }),
            flow('decisions_collective', '其中：集体研究决定', 'Of these: taken collectively', units.item, {
              dimension: decisionKinds,
              appliesTo: publicOnly,
            }),
            flow('decisions_minuted', '其中：形成会议纪要', 'Of these: with minutes', units.item, {
              appliesTo: publicOnly,
            }),
            flow('decisions_reviewed', '其中：经合法性审查', 'Of these: reviewed for legality', units.item, {
              appliesTo: publicOnly,
            }),
          ],
        },
      ],
    },
    {
      code: 'admission',
      title: text('阳光招生', 'Open admission'),
      blocks: [
        {
          kind: 'fields',
          title: text('招生公开与投诉办理', 'Publication and complaints'),
          elements: [
            yesNo('admission_plan_published', '招生计划、范围、程序已公开', 'Admission plan published', {
              notApplicable: notYetAdmitting,
            }),
            yesNo('admission_results_published', '招生结果已公开', 'Admission results published', {
              notApplicable: notYetAdmitting,
            }),
            stock(
              'admission_complaints_carried',
              '招生投诉：上年结转',
              'Complaints carried over from last year',
              units.piece,
              {
                hint: text(
                  '年初尚未办结的件数，两个学期填同一个数。',
                  'Open on 1 January; the same number in both terms.',
                ),
              },
            ),
            flow('admission_complaints_received', '招生投诉：本期受理', 'Complaints received', units.piece),
            flow('admission_complaints_settled', '招生投诉：本期办结', 'Complaints settled', units.piece),
            ...settling({
              code: 'admission_complaints',
              carried: 'admission_complaints_carried',
              received: 'admission_complaints_received',
              settled: 'admission_complaints_settled',
              unit: units.piece,
              zh: '招生投诉',
              en: 'Complaints',
            }),
          ],
        },
      ],
    },
  ],
  rules: [
    mustHold(
      'approved_needs_date',
      'charter_status != "approved" || (isAnswered("charter_approved_on") && isAnswered("charter_approval_number"))',
      ['charter_approved_on', 'charter_approval_number'],
      '章程已核准的，应填核准日期和核准文号',
      'An approved charter has a date and a number',
    ),
    mustHold(
      'approved_before_end',
      'charter_approved_on <= period.endsOn',
      ['charter_approved_on'],
      '核准日期不能晚于统计期末',
      'The approval can’t be later than the end of the period',
    ),
    shouldHold(
      'date_without_approval',
      'charter_status == "approved" || !isAnswered("charter_approved_on")',
      ['charter_status', 'charter_approved_on'],
      '填了核准日期，但章程状态不是“已核准”，请核实并说明',
      'There is a date of approval, yet the status isn’t “approved”: please check and explain',
    ),
    shouldHold(
      'general_branch_split',
      'party_organization == "branch" || !party_led_regime || leaders_arrangement == "split"',
      ['leaders_arrangement', 'party_organization'],
      '设党委、党总支的学校，书记、校长一般应分设，请说明',
      'With a committee or general branch, secretary and principal are normally two persons: please explain',
    ),
    shouldHold(
      'branch_one_person',
      'party_organization != "branch" || !party_led_regime || leaders_arrangement == "one_person"',
      ['leaders_arrangement', 'party_organization'],
      '设党支部的学校，书记、校长一般由一人担任，请说明',
      'With a branch, one person normally holds both posts: please explain',
    ),
    shouldHold(
      'branch_one_deputy',
      'party_organization != "branch" || !party_led_regime || fulltime_deputies == 1',
      ['fulltime_deputies'],
      '党支部学校“一肩挑”的，应配备专职副书记1名，请说明',
      'A branch with one leader has exactly one full-time deputy: please explain',
    ),
    shouldHold(
      'regime_in_force',
      'party_led_regime',
      ['party_led_regime'],
      '应实行而未实行党组织领导的校长负责制，请说明进展',
      'Party-led principal responsibility is due and not in force: please explain',
    ),
    shouldHold(
      'principal_as_deputy',
      'leaders_arrangement != "split" || principal_is_deputy',
      ['principal_is_deputy'],
      '书记、校长分设的，党员校长一般兼任副书记，请说明',
      'Where there are two leaders, a principal who is a member is normally deputy secretary: please explain',
    ),
    mustHold(
      'private_outside_regime',
      'unit.ownership != "private" || isNotApplicable("party_led_regime")',
      ['party_led_regime'],
      '民办学校此项应选“不适用”',
      'A private school answers “not applicable” here',
    ),
    mustHold(
      'collective_within_total',
      'decisions_collective <= decisions_total',
      ['decisions_collective', 'decisions_total'],
      '集体研究决定数不能大于决策总数',
      'Decisions taken collectively can’t exceed all decisions',
      { perOption: true },
    ),
    shouldHold(
      'all_collective',
      'decisions_collective == decisions_total',
      ['decisions_collective', 'decisions_total'],
      '“三重一大”事项应集体研究决定，请说明未经集体研究的原因',
      'Such decisions are taken collectively: please explain the others',
      { perOption: true },
    ),
    mustHold(
      'minuted_within_total',
      'decisions_minuted <= decisions_total',
      ['decisions_minuted'],
      '形成会议纪要的事项不能大于决策总数',
      'Decisions with minutes can’t exceed all decisions',
    ),
    mustHold(
      'reviewed_within_total',
      'decisions_reviewed <= decisions_total',
      ['decisions_reviewed'],
      '经合法性审查的事项不能大于决策总数',
      'Reviewed decisions can’t exceed all decisions',
    ),
    mustHold(
      'meetings_for_decisions',
      'decisions_collective == 0 || decision_meetings > 0',
      ['decision_meetings'],
      '有集体研究决定的事项，会议次数不能为0',
      'Collective decisions need a meeting',
    ),
    settledWithinReceived(
      'admission_complaints_settled',
      'admission_complaints_carried',
      'admission_complaints_received',
      '招生投诉累计办结数不能大于上年结转与累计受理之和',
      'Complaints settled so far can’t exceed those carried over plus those received so far',
    ),
    ...carriedOverFrom('admission_complaints_open', 'admission_complaints_carried'),
  ],
};

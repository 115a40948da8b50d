import type { FormDefinition, SensitiveRegister } from '../form/definition.ts';
import {
  computed,
  computedYesNo,
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
  yesNo,
} from './define.ts';

const keyPupilCategories = [
  option('leave', '因病因事请假半月以上', 'On leave for half a month or more'),
  option('suspended', '休学', 'Suspended studies'),
  option('home_teaching', '送教上门', 'Taught at home'),
  option('suspected_dropout', '疑似辍学', 'Suspected drop-out'),
  option('lost', '失踪失联', 'Missing'),
];

/** Rows stay with the school, encrypted; only counts by category go into 表3. */
export const keyPupilRegister: SensitiveRegister = {
  code: 'key_pupil_register',
  label: text('控辍保学重点学生台账', 'Register of pupils at risk of dropping out'),
  categories: keyPupilCategories,
};

/** 11530 has four slots, defined by the bureau's own paper. */
const slots = dimension('slot', '提醒时段', 'Slot', [
  option('daily', '每天放学前1分钟', 'One minute before going home'),
  option('lesson', '每节课后1分钟', 'One minute after lessons'),
  option('weekly', '每周5分钟', 'Five minutes a week'),
  option('holiday', '节假日前30分钟', 'Thirty minutes before holidays'),
]);

const means = dimension('means', '教育形式', 'Means', [
  option('blackboard', '黑板报', 'Blackboard newspapers'),
  option('flag_speech', '国旗下讲话', 'Flag-raising speeches'),
  option('class_meeting', '主题班会', 'Class meetings'),
]);

/** 表3: what schools are measured by, “六个一”, drop-out prevention, 11530 (groups 0, 11, 12, 13). */
export const safetyForm: FormDefinition = {
  code: 'safety',
  number: text('表3', 'Table 3'),
  title: text('基本情况与校园安全情况', 'Basic figures and campus safety'),
  shortTitle: text('校园安全', 'Safety'),
  instructions: text(
    '由学校安全办公室填报。基本情况填统计期末数，以学籍系统和教育事业统计为准；发放、观看、排查等填统计期内发生数。',
    'Filled in by the safety office. Basic figures are as at the end of the period, as in the enrolment system; what was handed out, shown and checked is counted within the period.',
  ),
  appliesTo: schoolsOnly,
  sections: [
    {
      code: 'basics',
      title: text('基本情况', 'Basic figures'),
      blocks: [
        {
          kind: 'fields',
          title: text('规模', 'Size'),
          elements: [
            stock('pupils', '在籍学生数', 'Pupils enrolled', units.person, { countsPersons: true, min: '1' }),
            stock('classes', '教学班数', 'Classes', units.class, { min: '1' }),
            stock('staff', '教职工数', 'Staff', units.person, {
              countsPersons: true,
              min: '1',
              hint: text(
                '在编和聘用的教师、职员，不含外聘服务人员。',
                'Teachers and clerks, permanent or on contract; without outside workers.',
              ),
            }),
            stock('outside_workers', '外聘服务人员数', 'Outside workers', units.person, {
              countsPersons: true,
              hint: text('保安、食堂、保洁等由第三方派驻或临时聘用的人员。', 'Guards, kitchen and cleaning workers.'),
            }),
            stock('campuses', '校区数', 'Campuses', units.place, { min: '1' }),
          ],
        },
      ],
    },
    {
      code: 'bullying',
      title: text('防欺凌与“六个一行动”', 'Against bullying: the six actions'),
      blocks: [
        {
          kind: 'fields',
          title: text('宣传告知', 'Informing'),
          elements: [
            yesNo('bullying_plan', '防欺凌工作方案', 'Plan against bullying issued'),
            flow('letters', '《防欺凌致家长的一封信》发放数', 'Letters to parents', units.copy, {
              hint: text(
                '本期发放数，两学期相加；一般每户一份，不超过在籍学生数。',
                'Handed out in this period; usually one per household, not above the enrolment.',
              ),
            }),
            stock('mailboxes', '110举报信箱', 'Mailboxes for reports', units.place, {
              hint: text('期末实有数，每个校区至少一个。', 'As at the end of the period, at least one per campus.'),
            }),
            yesNo('notice_posted', '《严厉打击校园霸凌行为的通告》张贴', 'Notice posted at the gate'),
          ],
        },
        {
          kind: 'fields',
          title: text('警示教育片《校园里的风险》', 'The film “Risks at school”'),
          elements: [
            flow('screenings', '观看场次', 'Screenings', units.session),
            flow('viewers', '观看人次', 'Viewers', units.personTime, {
              hint: text('教职工和外聘服务人员的观看人次，不含学生。', 'Staff and outside workers; not pupils.'),
            }),
            computed(
              'viewers_per_screening',
              '平均每场',
              'Mean per screening',
              'stock',
              units.personTime,
              'viewers / screenings',
              { type: 'decimal', decimals: 1 },
            ),
          ],
        },
        {
          kind: 'fields',
          title: text('排查与处置', 'Checks and handling'),
          elements: [
            flow('bullying_checks', '开展欺凌排查', 'Checks made', units.meeting),
            stock('bullying_carried', '苗头性问题：上年结转', 'Signs carried over from last year', units.piece, {
              hint: text(
                '年初尚未处置的件数，两个学期填同一个数。',
                'Open on 1 January; the same number in both terms.',
              ),
            }),
            flow('bullying_found', '苗头性问题：本期发现', 'Signs found', units.piece),
            flow('bullying_handled', '苗头性问题：本期处置', 'Signs handled', units.piece),
            ...settling({
              code: 'bullying',
              carried: 'bullying_carried',
              received: 'bullying_found',
              settled: 'bullying_handled',
              unit: units.piece,
              zh: '苗头性问题',
              en: 'Signs',
            }),
            flow('counselling', '心理疏导', 'Counselling', units.personTime),
          ],
        },
      ],
    },
    {
      code: 'dropout',
      title: text('控辍保学', 'Keeping pupils at school'),
      blocks: [
        {
          kind: 'fields',
          title: text('摸排与重点学生', 'Checks and pupils at risk'),
          elements: [
            yesNo('enrolment_check', '已全面摸排在籍学生就读情况', 'All pupils’ attendance checked'),
            stock('key_pupils', '重点学生数', 'Pupils at risk', units.person, {
              countsPersons: true,
              dimension: dimension('key_pupil_category', '类别', 'Category', keyPupilCategories),
              fromSensitiveRegister: 'key_pupil_register',
              hint: text(
                '由重点学生台账自动计数，名单不出校。',
                'Counted from the register, whose names stay at the school.',
              ),
            }),
            flow('returned_pupils', '劝返复学', 'Pupils brought back', units.person, { countsPersons: true }),
            flow('home_teaching_visits', '送教上门次数', 'Home teaching visits', units.meeting),
            yesNo('dropout_cleared', '疑似辍学动态清零', 'No suspected drop-out left'),
          ],
        },
      ],
    },
    {
      code: 'reminders',
      title: text('“11530”安全教育提醒', 'The 11530 safety reminders'),
      blocks: [
        {
          kind: 'fields',
          title: text('制度、台账与抽查', 'Rules, logs, spot checks'),
          elements: [
            yesNo('slot_rule', '已建立提醒制度', 'Rule in place', {
              dimension: slots,
              hint: text('时段由区县教育局文件规定。', 'The bureau defines the slots.'),
            }),
            yesNo('slot_log', '台账完整', 'Log kept', { dimension: slots }),
            flow('slot_checks', '抽查次数', 'Spot checks', units.meeting, { dimension: slots }),
            flow('slot_failures', '其中：未落实', 'Of these: failed', units.meeting, { dimension: slots }),
            flow('reminder_events', '安全教育活动', 'Safety education', units.meeting, {
              dimension: means,
              hint: text(
                '防溺水、防欺凌、交通、消防等安全教育。',
                'Against drowning and bullying, for traffic and fire safety.',
              ),
            }),
            computedYesNo(
              'all_slots_in_place',
              '各时段制度均已建立',
              'Rule in place for every slot',
              'slot_rule.all(s, s)',
            ),
          ],
        },
      ],
    },
  ],
  rules: [
    shouldHold(
      'pupils_steady',
      'pupils >= previous("pupils") * 0.7 && pupils <= previous("pupils") * 1.3',
      ['pupils'],
      '在籍学生数较上学期变动超过30%，请核实并说明',
      'More than 30% off last term’s enrolment: please check and explain',
    ),
    shouldHold(
      'staff_enough',
      'pupils <= staff * 30',
      ['staff', 'pupils'],
      '生师比超过30，请核实并说明',
      'More than 30 pupils per employee: please check and explain',
    ),
    shouldHold(
      'letters_within_pupils',
      'letters <= pupils',
      ['letters'],
      '发放数超过在籍学生数，请核实并说明',
      'More letters than pupils: please check and explain',
    ),
    shouldHold(
      'letters_jump',
      'lastYear("letters") == 0 || letters <= 2 * lastYear("letters")',
      ['letters'],
      '发放数较上年同期增长一倍以上，请核实并说明',
      'More than twice last year’s letters: please check and explain',
    ),
    shouldHold(
      'mailboxes_not_fewer',
      'mailboxes >= previous("mailboxes")',
      ['mailboxes'],
      '举报信箱比上学期减少，请说明',
      'Fewer mailboxes than last term: please explain',
    ),
    shouldHold(
      'mailbox_per_campus',
      'mailboxes >= campuses',
      ['mailboxes'],
      '举报信箱少于校区数，请说明',
      'Fewer mailboxes than campuses: please explain',
    ),
    mustHold(
      'viewers_with_screenings',
      '(screenings == 0) == (viewers == 0)',
      ['viewers', 'screenings'],
      '有观看场次应有观看人次，没有场次则人次为0',
      'Screenings have viewers, and none have none',
    ),
    shouldHold(
      'viewers_within_staff',
      'viewers <= (staff + outside_workers) * screenings',
      ['viewers'],
      '观看人次超过（教职工＋外聘服务人员）×场次，请核实并说明',
      'More viewers than staff and outside workers times screenings: please check and explain',
    ),
    settledWithinReceived(
      'bullying_handled',
      'bullying_carried',
      'bullying_found',
      '累计处置数不能大于上年结转与累计发现之和',
      'Signs handled so far can’t exceed those carried over plus those found so far',
    ),
    ...carriedOverFrom('bullying_open', 'bullying_carried'),
    mustHold(
      'key_pupils_within_pupils',
      'key_pupils <= pupils',
      ['key_pupils', 'pupils'],
      '重点学生数不能大于在籍学生数',
      'Pupils at risk can’t exceed the enrolment',
    ),
    shouldHold(
      'home_teaching_visited',
      'valueAt("key_pupils", "home_teaching") == 0 || yearToDate("home_teaching_visits") > 0',
      ['home_teaching_visits'],
      '有送教上门学生，但本年未开展送教，请说明',
      'There are pupils taught at home, yet no visits: please explain',
    ),
    mustHold(
      'cleared_means_none',
      '!dropout_cleared || valueAt("key_pupils", "suspected_dropout") == 0',
      ['dropout_cleared'],
      '台账中有疑似辍学学生，不能填“已清零”',
      'The register has suspected drop-outs',
    ),
    mustHold(
      'failures_within_checks',
      'slot_failures <= slot_checks',
      ['slot_failures', 'slot_checks'],
      '未落实次数不能大于抽查次数',
      'Failures can’t exceed checks',
      { perOption: true },
    ),
    shouldHold(
      'log_needs_rule',
      'slot_rule || !slot_log',
      ['slot_log', 'slot_rule'],
      '未建立制度却有完整台账，请核实并说明',
      'A log without a rule: please check and explain',
      { perOption: true },
    ),
  ],
};

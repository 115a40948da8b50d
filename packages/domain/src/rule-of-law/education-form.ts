import type { FormDefinition } from '../form/definition.ts';
import {
  choice,
  computed,
  computedYesNo,
  date,
  dimension,
  files,
  flow,
  mustHold,
  narrative,
  option,
  schoolsOnly,
  shouldHold,
  stock,
  text,
  units,
  words,
} from './define.ts';

export const studyKinds = [
  option('collective', '领导干部集体学法', 'Collective study'),
  option('first_topic', '“第一议题”学习', 'First topic of a meeting'),
  option('centre_group', '理论学习中心组学习', 'Centre group study'),
];

const activities = dimension('activity', '活动形式', 'Kind of activity', [
  option('lecture', '法治讲堂（讲座）', 'Lectures'),
  option('class_meeting', '主题班会', 'Class meetings'),
  option('flag_speech', '主题升旗仪式、国旗下讲话', 'Flag-raising speeches'),
  option('film', '观看宣传教育片', 'Films'),
  option('speech', '主题演讲', 'Speech contests'),
  option('court', '模拟法庭、庭审观摩', 'Moot courts and court visits'),
  option('culture', '法治文化活动', 'Culture of law'),
]);

const themes = dimension('theme', '活动主题', 'Theme', [
  option('national_security', '国家安全（4月15日全民国家安全教育日）', 'National security (15 April)'),
  option('civil_code', '民法典（5月民法典宣传月）', 'Civil Code (May)'),
  option('constitution', '宪法（12月4日国家宪法日、宪法宣传周）', 'Constitution (4 December)'),
  option('minors', '未成年人保护、预防犯罪', 'Protection of minors'),
]);

const products = dimension('product', '产品类别', 'Kind of product', [
  option('comic', '法治漫画', 'Comics'),
  option('animation', '动漫', 'Animations'),
  option('video', '微视频', 'Short videos'),
  option('other', '其他宣传产品', 'Others'),
]);

/** 表2: the school leaders' own study, vice-principals for the rule of law, education of pupils (groups 1, 8, 9). */
export const educationForm: FormDefinition = {
  code: 'education',
  number: text('表2', 'Table 2'),
  title: text('法治学习与青少年法治教育情况', 'Study and teaching of the law'),
  shortTitle: text('法治教育', 'Law education'),
  instructions: text(
    '由学校德育处（政教处）填报。学习、活动按发生日期计入统计期；一次活动只按一种形式计数。没有发生的填“0”或选“无”。',
    'Filled in by the moral education office. Study and activities count by their date; an activity counts under one kind only. Answer 0, or “nothing to report”, where nothing happened.',
  ),
  appliesTo: schoolsOnly,
  sections: [
    {
      code: 'study',
      title: text('学校领导班子学法', 'Study by the school’s leaders'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'school_study_sessions',
            label: text('学校领导班子学法台账', 'Study sessions of the school’s leaders'),
            hint: text(
              '一次学习填一行；内容写法律法规全称，加书名号。',
              'One row per session; give the full title of the law.',
            ),
            required: true,
            carriesOver: false,
            columns: [
              date('held_on', '日期', 'Date', { flow: 'stock' }),
              choice('kind', '形式', 'Kind', studyKinds),
              words('topic', '学习内容', 'Law or topic'),
              stock('attendees', '参加人数', 'Attendees', units.person, { min: '1' }),
              files('evidence', '佐证材料', 'Evidence'),
            ],
          },
        },
        {
          kind: 'fields',
          title: text('学法合计', 'Totals'),
          elements: [
            computed(
              'school_study_count',
              '集体学法次数',
              'Sessions',
              'flow',
              units.meeting,
              'size(school_study_sessions)',
            ),
            computed(
              'school_study_attendances',
              '参加学法人次',
              'Attendances',
              'flow',
              units.personTime,
              'sum(school_study_sessions.map(s, s.attendees))',
            ),
          ],
        },
      ],
    },
    {
      code: 'vice_principals',
      title: text('法治副校长', 'Vice-principals for the rule of law'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'vice_principals',
            label: text('法治副校长聘任台账', 'Appointments'),
            hint: text(
              '人员编号由区县教育局统一编制，同一人在两所学校任职用同一编号。',
              'The person’s number is given by the bureau: one who serves two schools has one number.',
            ),
            required: true,
            carriesOver: true,
            columns: [
              words('name', '姓名', 'Name', { isPersonal: true }),
              words('person_number', '人员编号', 'Person’s number'),
              choice('body', '派出机关', 'Sent by', [
                option('court', '人民法院', 'Court'),
                option('procuratorate', '人民检察院', 'Procuratorate'),
                option('police', '公安机关', 'Police'),
                option('justice', '司法行政机关', 'Justice office'),
              ]),
              date('term_from', '聘期起', 'Term from'),
              date('term_until', '聘期止', 'Term until'),
              stock('hours', '本期授课课时', 'Hours taught in the period', units.hour, {
                type: 'decimal',
                decimals: 1,
              }),
            ],
          },
        },
        {
          kind: 'fields',
          title: text('配备与授课', 'Coverage and teaching'),
          elements: [
            computedYesNo(
              'has_vice_principal',
              '已配备法治副校长',
              'Has a vice-principal for the rule of law',
              'vice_principals.exists(v, v.term_from <= period.endsOn && v.term_until >= period.endsOn)',
            ),
            computed(
              'vice_principal_hours',
              '法治副校长授课课时',
              'Hours taught by them',
              'flow',
              units.hour,
              'sum(vice_principals.map(v, v.hours))',
              { type: 'decimal', decimals: 1 },
            ),
          ],
        },
      ],
    },
    {
      code: 'activities',
      title: text('法治教育活动', 'Activities'),
      blocks: [
        {
          kind: 'fields',
          title: text('活动、产品与阵地', 'Activities, products, places'),
          elements: [
            flow('activity_events', '法治教育活动场次', 'Activities', units.session, {
              dimension: activities,
              hint: text(
                '按活动形式计，一场活动只计一次；以班级为单位的活动按班次计。',
                'By kind, each once; those held class by class count by class.',
              ),
            }),
            flow('activity_attendances', '参加活动人次', 'Attendances', units.personTime, { dimension: activities }),
            flow('theme_events', '其中：按主题', 'Of these: by theme', units.session, {
              dimension: themes,
              hint: text('主题不属于所列类别的不填在此处。', 'Leave out other themes.'),
            }),
            flow('legal_products', '制作法治宣传产品', 'Products made', text('件', 'products'), {
              dimension: products,
            }),
            stock('legal_culture_sites', '校园法治文化阵地', 'Places of legal culture', text('处', 'places'), {
              hint: text(
                '法治长廊、法治教室、法治宣传栏等，期末数。',
                'Corridors, classrooms, boards; at the end of the period.',
              ),
            }),
          ],
        },
      ],
    },
    {
      code: 'cases',
      title: text('典型做法', 'Case'),
      blocks: [
        {
          kind: 'fields',
          title: text('典型做法（选填）', 'A case worth telling (optional)'),
          elements: [
            words('case_title', '题目', 'Title', {
              flow: 'flow',
              required: false,
              hint: text(
                '活动名称加引号，不写学校名称。',
                'The activity’s name in quotation marks, without the school’s.',
              ),
            }),
            narrative('case_narrative', '主要做法和成效', 'What was done, and with what result', {
              hint: text(
                '三百字以内，写清时间、做法、参加范围；不得出现学生姓名。',
                'Within 300 characters: when, what, who took part; no pupil’s name.',
              ),
            }),
            files('case_pictures', '现场图片', 'Pictures'),
          ],
        },
      ],
    },
  ],
  rules: [
    mustHold(
      'study_in_period',
      'school_study_sessions.all(s, s.held_on >= period.startsOn && s.held_on <= period.endsOn)',
      ['school_study_sessions.held_on'],
      '学习日期应在统计期内',
      'The session must lie in the period',
    ),
    shouldHold(
      'study_held',
      'size(school_study_sessions) > 0',
      ['school_study_sessions'],
      '本期未开展领导班子集体学法，请说明',
      'No session in this period: please explain',
    ),
    mustHold(
      'term_in_order',
      'vice_principals.all(v, v.term_from <= v.term_until)',
      ['vice_principals.term_until'],
      '聘期止不能早于聘期起',
      'A term can’t end before it begins',
    ),
    shouldHold(
      'term_in_force',
      'vice_principals.all(v, v.term_until >= period.startsOn)',
      ['vice_principals.term_until'],
      '聘期已满，请办理续聘或移出台账，并说明',
      'The term has ended: renew it or remove the row, and explain',
    ),
    shouldHold(
      'vice_principal_present',
      'has_vice_principal',
      ['has_vice_principal'],
      '学校应至少配备1名法治副校长，请说明',
      'A school has at least one vice-principal for the rule of law: please explain',
    ),
    shouldHold(
      'vice_principal_hours_due',
      'period.ordinal == 1 || yearToDate("vice_principal_hours") >= 4',
      ['vice_principal_hours'],
      '法治副校长全年授课不足4课时，请说明',
      'Less than four hours taught in the year: please explain',
    ),
    mustHold(
      'attendances_with_events',
      '(activity_events == 0) == (activity_attendances == 0)',
      ['activity_attendances', 'activity_events'],
      '有活动应有参加人次，没有活动则人次为0',
      'Activities have attendances, and none have none',
      { perOption: true },
    ),
    mustHold(
      'themes_within_events',
      'theme_events <= activity_events',
      ['theme_events'],
      '按主题统计的场次之和不能大于活动总场次',
      'The themes together can’t exceed all activities',
    ),
    shouldHold(
      'security_day_held',
      'period.ordinal != 1 || yearToDate("theme_events", "national_security") > 0',
      ['theme_events'],
      '本期未开展全民国家安全教育日活动，请说明',
      'Nothing was held for the national security education day: please explain',
    ),
    shouldHold(
      'constitution_week_held',
      'period.ordinal != 2 || yearToDate("theme_events", "constitution") > 0',
      ['theme_events'],
      '本期未开展宪法宣传周活动，请说明',
      'Nothing was held for the constitution week: please explain',
    ),
    shouldHold(
      'activities_jump',
      'lastYear("activity_events") == 0 || activity_events <= 3 * lastYear("activity_events")',
      ['activity_events'],
      '活动场次超过上年同期的3倍，请核实并说明',
      'More than three times last year’s activities: please check and explain',
    ),
    shouldHold(
      'sites_not_fewer',
      'legal_culture_sites >= previous("legal_culture_sites")',
      ['legal_culture_sites'],
      '法治文化阵地比上学期减少，请说明',
      'Fewer places than last term: please explain',
    ),
    mustHold(
      'case_complete',
      'isAnswered("case_title") == isAnswered("case_narrative")',
      ['case_title', 'case_narrative'],
      '典型做法应同时填写题目和内容',
      'A case has a title and a text',
    ),
  ],
};

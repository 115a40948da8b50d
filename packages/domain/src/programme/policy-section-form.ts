import type { FormDefinition } from '../form.ts';
import { choice, computed, date, files, flow, mustHold, option, shouldHold, stock, text, units, words, yesNo } from './define.ts';
import { studyKinds } from './education-form.ts';
import { decisionKinds } from './governance-form.ts';

/** 表5: the bureau's own study, normative documents, decisions, principal leaders' duties (groups 1, 4, 5, 16). */
export const policySectionForm: FormDefinition = {
  code: 'policy_section',
  number: text('表5', 'Table 5'),
  title: text('局机关法治建设情况', 'Rule of law in the bureau itself'),
  shortTitle: text('局机关法治建设', 'Bureau'),
  instructions: text(
    '由政策法规股会同办公室填报，台账按发生日期逐条登记；规范性文件台账滚动续用，当年新增、清理的逐条更新。',
    'Filled in by the policy and legal section with the office, one row per event; the register of documents goes on from term to term.',
  ),
  appliesTo: { kinds: ['section'], sectionCodes: ['policy'] },
  sections: [
    {
      code: 'bureau_study',
      title: text('领导干部学法', 'Study by the leaders'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'bureau_study_sessions',
            label: text('局领导班子学法台账', 'Study sessions of the bureau’s leaders'),
            hint: text('学习法律法规的，在“学习的法律”栏写全称并加书名号。', 'Where a law was studied, give its full title.'),
            required: true,
            carriesOver: false,
            columns: [
              date('held_on', '日期', 'Date'),
              choice('kind', '形式', 'Kind', studyKinds),
              words('topic', '学习内容', 'Topic'),
              words('law', '学习的法律', 'Law studied', { required: false }),
              stock('attendees', '参加人数', 'Attendees', units.person, { min: '1' }),
              files('evidence', '佐证材料', 'Evidence'),
            ],
          },
        },
        {
          kind: 'fields',
          title: text('学法合计', 'Totals'),
          elements: [
            computed('bureau_study_count', '集体学法次数', 'Sessions', 'flow', units.meeting, 'size(bureau_study_sessions)'),
            computed('bureau_study_attendances', '参加学法人次', 'Attendances', 'flow', units.personTime, 'sum(bureau_study_sessions.map(s, s.attendees))'),
            computed('first_topic_count', '“第一议题”学习次数', 'Studied as the first topic', 'flow', units.meeting, 'size(bureau_study_sessions.filter(s, s.kind == "first_topic"))'),
            computed('centre_group_count', '理论学习中心组学习次数', 'Centre group sessions', 'flow', units.meeting, 'size(bureau_study_sessions.filter(s, s.kind == "centre_group"))'),
          ],
        },
      ],
    },
    {
      code: 'documents',
      title: text('行政规范性文件', 'Normative documents'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'normative_documents',
            label: text('行政规范性文件台账', 'Register of documents'),
            hint: text('登记本局制发的文件，是否属于行政规范性文件由政策法规股认定；废止的文件保留一年后移出。', 'Documents issued by the bureau; the section decides which are normative.'),
            required: true,
            carriesOver: true,
            columns: [
              words('title', '文件名称', 'Title'),
              words('number', '文号', 'Number'),
              date('issued_on', '制发日期', 'Issued on'),
              yesNo('is_normative', '是否行政规范性文件', 'Normative'),
              yesNo('legality_reviewed', '已合法性审核', 'Reviewed for legality'),
              yesNo('competition_reviewed', '已公平竞争审查', 'Reviewed for fair competition', { notApplicable: [option('not_concerned', '不涉及经营者', 'Doesn’t concern businesses')] }),
              yesNo('filed', '已备案', 'Filed'),
              words('filing_number', '备案编号', 'Filing number', { required: false }),
              date('valid_until', '有效期至', 'Valid until', { required: false }),
              choice('cleanup', '清理结果', 'Outcome of the clean-up', [
                option('not_due', '本年未列入清理', 'Not due this year'),
                option('in_force', '继续有效', 'In force'),
                option('amended', '修改', 'Amended'),
                option('repealed', '废止', 'Repealed'),
              ]),
              date('cleaned_on', '清理日期', 'Date of the clean-up', { required: false }),
              yesNo('evaluated', '已实施后评估', 'Evaluated'),
            ],
          },
        },
        {
          kind: 'fields',
          title: text('制定、备案与清理合计', 'Totals'),
          elements: [
            computed('documents_issued', '本期制发', 'Issued', 'flow', units.piece, 'size(normative_documents.filter(d, d.is_normative && d.issued_on >= period.startsOn && d.issued_on <= period.endsOn))'),
            computed('documents_filed', '其中：已备案', 'Of these: filed', 'flow', units.piece, 'size(normative_documents.filter(d, d.is_normative && d.filed && d.issued_on >= period.startsOn && d.issued_on <= period.endsOn))'),
            computed('documents_in_force', '现行有效', 'In force', 'stock', units.piece, 'size(normative_documents.filter(d, d.is_normative && d.cleanup != "repealed"))'),
            computed('documents_amended', '本期修改', 'Amended', 'flow', units.piece, 'size(normative_documents.filter(d, d.is_normative && d.cleanup == "amended" && d.cleaned_on >= period.startsOn && d.cleaned_on <= period.endsOn))'),
            computed('documents_repealed', '本期废止', 'Repealed', 'flow', units.piece, 'size(normative_documents.filter(d, d.is_normative && d.cleanup == "repealed" && d.cleaned_on >= period.startsOn && d.cleaned_on <= period.endsOn))'),
            computed('documents_cleaned', '本期清理', 'Cleaned up', 'flow', units.piece, 'size(normative_documents.filter(d, d.is_normative && d.cleanup != "not_due" && d.cleaned_on >= period.startsOn && d.cleaned_on <= period.endsOn))'),
            computed('documents_evaluated', '已实施后评估', 'Evaluated', 'stock', units.piece, 'size(normative_documents.filter(d, d.is_normative && d.evaluated))'),
          ],
        },
      ],
    },
    {
      code: 'bureau_decisions',
      title: text('局机关“三重一大”集体决策', 'The bureau’s collective decisions'),
      blocks: [{
        kind: 'fields',
        title: text('党组会、局长办公会决策', 'Decisions of party group and bureau meetings'),
        elements: [
          flow('bureau_decision_meetings', '研究“三重一大”事项的会议', 'Meetings on such matters', units.meeting),
          flow('bureau_decisions_total', '“三重一大”事项决策数', 'Decisions of this kind', units.item, { dimension: decisionKinds }),
          flow('bureau_decisions_collective', '其中：集体研究决定', 'Of these: taken collectively', units.item, { dimension: decisionKinds }),
          flow('bureau_decisions_reviewed', '其中：经合法性审查', 'Of these: reviewed for legality', units.item),
        ],
      }],
    },
    {
      code: 'leaders',
      title: text('主要负责人履行推进法治建设第一责任人职责', 'The principal leaders’ first-responsible-person duties'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'duty_meetings',
            label: text('研究法治工作会议台账', 'Meetings that took up the rule of law'),
            required: true,
            carriesOver: false,
            columns: [
              date('held_on', '日期', 'Date'),
              choice('meeting', '会议', 'Meeting', [
                option('party_group', '党组会议', 'Party group'),
                option('director', '局长办公会议', 'Bureau meeting'),
                option('special', '法治工作专题会议', 'Special meeting'),
              ]),
              words('subject', '议题', 'Subject'),
              words('minutes_number', '纪要文号', 'Minutes'),
            ],
          },
        },
        {
          kind: 'fields',
          title: text('第一责任人职责', 'Duties'),
          elements: [
            computed('party_group_meetings', '党组会议研究法治工作', 'Party group meetings', 'flow', units.meeting, 'size(duty_meetings.filter(m, m.meeting == "party_group"))'),
            computed('director_meetings', '局长办公会议研究法治工作', 'Bureau meetings', 'flow', units.meeting, 'size(duty_meetings.filter(m, m.meeting == "director"))'),
            computed('special_meetings', '法治工作专题会议', 'Special meetings', 'flow', units.meeting, 'size(duty_meetings.filter(m, m.meeting == "special"))'),
            flow('reports_heard', '主要负责人听取法治工作汇报', 'Reports heard', units.meeting),
            flow('instructions_given', '主要负责人批示件', 'Instructions given', units.piece),
            stock('duty_items', '年度责任清单事项', 'Items on the year’s list of duties', units.item, { min: '1' }),
            stock('duty_items_done', '其中：已完成', 'Of these: done', units.item, { hint: text('本年累计完成数。', 'Done so far this year.') }),
            yesNo('leading_group', '已成立法治建设领导小组', 'Leading group set up'),
            yesNo('annual_law_report', '年终述法', 'Reported on the law at the year’s end', { notApplicable: [option('not_yet', '未到年终', 'The year isn’t over')] }),
            yesNo('in_school_assessment', '法治建设纳入学校年度考核', 'Part of the schools’ yearly assessment'),
            words('leaders_changed', '主要负责人变动情况', 'Change of the principal leaders', { required: false, isPersonal: true, hint: text('本期有变动的，写明姓名和任职起止日期。', 'Names and dates, where there was one.') }),
          ],
        },
      ],
    },
  ],
  rules: [
    mustHold('bureau_study_in_period', 'bureau_study_sessions.all(s, s.held_on >= period.startsOn && s.held_on <= period.endsOn)', ['bureau_study_sessions.held_on'], '学习日期应在统计期内', 'The session must lie in the period'),
    shouldHold('bureau_law_studied', 'bureau_study_sessions.exists(s, s.law != "")', ['bureau_study_sessions'], '本期没有法律法规学习记录，请说明', 'No law was studied: please explain'),
    mustHold('issued_before_end', 'normative_documents.all(d, d.issued_on <= period.endsOn)', ['normative_documents.issued_on'], '制发日期不能晚于统计期末', 'A document can’t be issued after the period'),
    shouldHold('legality_review_done', 'normative_documents.all(d, !d.is_normative || d.legality_reviewed)', ['normative_documents.legality_reviewed'], '行政规范性文件应经合法性审核，请说明', 'A normative document is reviewed for legality: please explain'),
    shouldHold('filing_done', 'normative_documents.all(d, !d.is_normative || d.filed)', ['normative_documents.filed'], '行政规范性文件应报备案，请说明', 'A normative document is filed: please explain'),
    mustHold('cleanup_dated', 'normative_documents.all(d, d.cleanup == "not_due" || d.cleaned_on != "")', ['normative_documents.cleaned_on'], '已清理的文件应填清理日期', 'A clean-up has a date', { missing: 'never_skip' }),
    mustHold('bureau_collective_within_total', 'bureau_decisions_collective <= bureau_decisions_total', ['bureau_decisions_collective', 'bureau_decisions_total'], '集体研究决定数不能大于决策总数', 'Decisions taken collectively can’t exceed all decisions', { perOption: true }),
    shouldHold('bureau_all_collective', 'bureau_decisions_collective == bureau_decisions_total', ['bureau_decisions_collective', 'bureau_decisions_total'], '“三重一大”事项应集体研究决定，请说明未经集体研究的原因', 'Such decisions are taken collectively: please explain the others', { perOption: true }),
    mustHold('bureau_reviewed_within_total', 'bureau_decisions_reviewed <= bureau_decisions_total', ['bureau_decisions_reviewed'], '经合法性审查的事项不能大于决策总数', 'Reviewed decisions can’t exceed all decisions'),
    mustHold('duty_meeting_in_period', 'duty_meetings.all(m, m.held_on >= period.startsOn && m.held_on <= period.endsOn)', ['duty_meetings.held_on'], '会议日期应在统计期内', 'The meeting must lie in the period'),
    mustHold('duties_done_within_list', 'duty_items_done <= duty_items', ['duty_items_done', 'duty_items'], '已完成事项不能大于清单事项', 'Items done can’t exceed the list'),
    shouldHold('duties_not_fewer', 'period.ordinal == 1 || duty_items_done >= previous("duty_items_done")', ['duty_items_done'], '累计完成事项比上学期减少，请说明', 'Fewer items done than last term: please explain'),
    shouldHold('law_report_given', 'period.ordinal == 1 || annual_law_report', ['annual_law_report'], '主要负责人未年终述法，请说明', 'The principal leaders haven’t reported: please explain'),
    shouldHold('documents_not_lost', 'documents_in_force + documents_repealed >= previous("documents_in_force")', ['normative_documents'], '现行有效文件比上学期减少且未登记废止，请核实并说明', 'Fewer documents in force than last term, and none repealed: please check and explain'),
  ],
};

import type { FormDefinition } from '../form.ts';
import { choice, computed, date, due, flow, money, mustHold, option, sameCarriedOver, settledWithinReceived, shouldHold, stock, text, units, words, yesNo } from './define.ts';

/** 表6: private kindergartens and training institutions, with the campaigns that reach them (groups 7, 10). */
export const privateEducationForm: FormDefinition = {
  code: 'private_education',
  number: text('表6', 'Table 6'),
  title: text('民办幼儿园和校外培训机构监管情况', 'Private kindergartens and training institutions'),
  shortTitle: text('民办教育监管', 'Private education'),
  instructions: text(
    '由民办教育股填报。机构台账滚动续用；检查逐次登记，机构名称与台账一致。金额以元为单位。',
    'Filled in by the private education section. The register of institutions goes on from term to term; every inspection is a row. Amounts in yuan.',
  ),
  appliesTo: { kinds: ['section'], sectionCodes: ['private-education'] },
  sections: [
    {
      code: 'institutions',
      title: text('机构台账', 'Institutions'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'institutions',
            label: text('民办幼儿园、校外培训机构台账', 'Register of institutions'),
            hint: text('统计期末在册机构；停办、注销的移出。', 'Institutions at the end of the period.'),
            required: true,
            carriesOver: true,
            columns: [
              words('name', '机构名称', 'Name'),
              choice('kind', '类别', 'Kind', [
                option('kindergarten', '民办幼儿园', 'Private kindergarten'),
                option('subject', '学科类校外培训机构', 'Subject training'),
                option('other', '非学科类校外培训机构', 'Other training'),
              ]),
              words('licence', '办学许可证号', 'Licence'),
              date('licence_until', '许可证有效期至', 'Licence until'),
              choice('registration', '分类登记', 'Registered as', [option('nonprofit', '非营利性', 'Non-profit'), option('profit', '营利性', 'For profit')]),
              choice('yearly_check', '年检结论', 'Yearly check', [
                option('passed', '合格', 'Passed'),
                option('basic', '基本合格', 'Passed with conditions'),
                option('failed', '不合格', 'Failed'),
                option('pending', '尚未年检', 'Pending'),
              ]),
              choice('risk', '风险等级', 'Risk', [option('low', '低', 'Low'), option('medium', '中', 'Medium'), option('high', '高', 'High')]),
              money('prepaid', '预收费余额', 'Prepaid fees'),
              money('supervised', '其中：纳入监管金额', 'Of these: supervised'),
            ],
          },
        },
        {
          kind: 'fields',
          title: text('机构合计', 'Totals'),
          elements: [
            computed('institutions_total', '在册机构', 'Institutions', 'stock', units.place, 'size(institutions)'),
            computed('private_kindergartens', '其中：民办幼儿园', 'Of these: private kindergartens', 'stock', units.school, 'size(institutions.filter(i, i.kind == "kindergarten"))'),
            computed('training_institutions', '其中：校外培训机构', 'Of these: training institutions', 'stock', units.place, 'size(institutions.filter(i, i.kind != "kindergarten"))'),
            computed('prepaid_total', '预收费余额', 'Prepaid fees', 'stock', text('元', 'CNY'), 'sum(institutions.map(i, i.prepaid))', { type: 'money', decimals: 2 }),
            computed('supervised_total', '纳入监管金额', 'Supervised fees', 'stock', text('元', 'CNY'), 'sum(institutions.map(i, i.supervised))', { type: 'money', decimals: 2 }),
            computed('yearly_check_passed', '年检合格、基本合格机构', 'Passed the yearly check', 'stock', units.place, 'size(institutions.filter(i, i.yearly_check in ["passed", "basic"]))'),
          ],
        },
      ],
    },
    {
      code: 'inspections',
      title: text('监督检查', 'Inspections'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'inspections',
            label: text('监督检查台账', 'Register of inspections'),
            required: true,
            carriesOver: false,
            columns: [
              date('inspected_on', '日期', 'Date'),
              words('institution', '被检查机构', 'Institution'),
              choice('subject', '检查事项', 'Subject', [
                option('canteen', '民办幼儿园食堂食品安全', 'Kindergarten canteen'),
                option('fees', '收费与预收费监管', 'Fees'),
                option('safety', '安全管理', 'Safety'),
                option('licence', '办学资质与行为', 'Licence and conduct'),
              ]),
              stock('problems', '发现问题', 'Problems found', units.item),
              stock('fixed', '已整改', 'Put right', units.item),
              yesNo('published', '结果已公开', 'Result published'),
            ],
          },
        },
        {
          kind: 'fields',
          title: text('检查与整改合计', 'Totals'),
          elements: [
            computed('inspection_count', '检查次数', 'Inspections', 'flow', units.meeting, 'size(inspections)'),
            stock('inspection_problems_carried', '问题：上年结转', 'Problems carried over from last year', units.item, { hint: text('年初尚未整改到位的，两个学期填同一个数。', 'Open on 1 January; the same number in both terms.') }),
            flow('earlier_problems_fixed', '以前检查发现、本期整改到位', 'Put right in the period, found before it', units.item),
            computed('inspection_problems', '本期发现问题', 'Problems found', 'flow', units.item, 'sum(inspections.map(i, i.problems))'),
            computed('inspection_problems_fixed', '本期整改到位', 'Problems put right', 'flow', units.item, 'sum(inspections.map(i, i.fixed)) + earlier_problems_fixed'),
            due('inspection_problems_due', '应整改问题', 'Problems due', units.item, 'inspection_problems', 'inspection_problems_carried'),
            computed('canteen_inspections', '民办幼儿园食堂检查', 'Canteen inspections', 'flow', units.meeting, 'size(inspections.filter(i, i.subject == "canteen"))'),
            computed('canteen_problems', '食堂问题：发现', 'Canteen problems found', 'flow', units.item, 'sum(inspections.map(i, i.subject == "canteen", i.problems))'),
            computed('canteen_problems_fixed', '食堂问题：整改到位', 'Canteen problems put right', 'flow', units.item, 'sum(inspections.map(i, i.subject == "canteen", i.fixed))'),
            flow('unlicensed_closed', '查处无证办学', 'Unlicensed institutions closed', units.place),
            flow('absconding_cases', '机构“卷钱跑路”事件', 'Institutions that absconded with fees', text('起', 'cases')),
          ],
        },
      ],
    },
  ],
  rules: [
    mustHold('supervised_within_prepaid', 'institutions.all(i, i.supervised <= i.prepaid)', ['institutions.supervised'], '纳入监管金额不能大于预收费余额', 'Supervised fees can’t exceed prepaid fees'),
    shouldHold('training_fees_supervised', 'institutions.all(i, i.kind == "kindergarten" || i.supervised == i.prepaid)', ['institutions.supervised'], '校外培训机构预收费应全额纳入监管，请说明', 'Prepaid fees of training are supervised in full: please explain'),
    shouldHold('licence_valid', 'institutions.all(i, i.licence_until >= period.endsOn)', ['institutions.licence_until'], '办学许可证已过期，请说明处理情况', 'The licence has run out: please explain'),
    mustHold('inspected_in_period', 'inspections.all(i, i.inspected_on >= period.startsOn && i.inspected_on <= period.endsOn)', ['inspections.inspected_on'], '检查日期应在统计期内', 'The inspection must lie in the period'),
    mustHold('fixed_within_problems', 'inspections.all(i, i.fixed <= i.problems)', ['inspections.fixed'], '本次已整改数不能大于发现数', 'Problems put right can’t exceed those found'),
    shouldHold('inspected_is_registered', 'inspections.all(i, institutions.exists(j, j.name == i.institution))', ['inspections.institution'], '被检查机构不在台账中，请核实并说明', 'The institution isn’t in the register: please check and explain'),
    settledWithinReceived('inspection_problems_fixed', 'inspection_problems_carried', 'inspection_problems', '累计整改数不能大于上年结转与累计发现之和', 'Problems put right so far can’t exceed those carried over plus those found so far'),
    sameCarriedOver('inspection_problems_carried'),
    shouldHold('no_absconding', 'absconding_cases == 0', ['absconding_cases'], '发生“卷钱跑路”事件，请说明处置情况', 'An institution absconded: please explain what was done'),
  ],
};

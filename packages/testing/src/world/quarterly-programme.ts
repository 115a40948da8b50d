import type { CalendarPeriod, DataElement, IndicatorDefinition, Localized, Programme } from '@huibao/domain';

const both = (zh: string, en: string): Localized => ({ zh, en });

const integer = (code: string, label: Localized, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label,
  type: 'integer',
  flow: 'flow',
  required: true,
  min: '0',
  ...more,
});

const quarter = (no: number, zh: string, starts: string, [opens, due, closes]: readonly string[]): CalendarPeriod => ({
  code: `q${no}`,
  label: both(`第${zh}季度`, `Quarter ${no}`),
  short: both(`${zh}季`, `Q${no}`),
  starts,
  opens: opens ?? starts,
  due: due ?? starts,
  closes: closes ?? starts,
});

const total = (code: string, label: Localized, element: string): IndicatorDefinition => ({
  code,
  group: 'requests',
  label,
  unit: both('件', 'cases'),
  operator: { op: 'total', of: { element, take: 'sum' } },
  decimals: 0,
  coverageFloor: '0.9',
  format: { style: 'exact' },
  comparable: true,
  moreIsBetter: null,
});

/**
 * A second programme for tests, of four quarters. Its form, two of its elements, two of its indicators and its register
 * are called as in the built-in one: whatever goes by a code alone mixes the two.
 */
export const quarterlyProgramme: Programme = {
  code: 'open_quarters',
  title: both('政务公开季度报告', 'Quarterly report on openness'),
  forms: [
    {
      code: 'safety',
      number: both('表1', 'Form 1'),
      title: both('信息公开申请情况', 'Requests for information'),
      shortTitle: both('申请', 'Requests'),
      instructions: both('由学校填写。', 'Filled in by schools.'),
      appliesTo: { kinds: ['school'] },
      sections: [
        {
          code: 'requests',
          title: both('申请', 'Requests'),
          blocks: [
            {
              kind: 'fields',
              title: both('申请', 'Requests'),
              elements: [
                integer('pupils', both('申请人数', 'Applicants'), { flow: 'stock' }),
                integer('letters', both('收到申请', 'Requests received')),
                integer('answered', both('已答复', 'Answered')),
                integer('key_pupils', both('重点申请', 'Requests followed up'), {
                  flow: 'stock',
                  required: false,
                  fromSensitiveRegister: 'key_pupil_register',
                }),
              ],
            },
          ],
        },
      ],
      rules: [
        {
          code: 'answered_within',
          severity: 'error',
          expression: 'answered <= letters',
          message: both('已答复不能多于收到申请', 'No more answered than received'),
          elements: ['answered', 'letters'],
        },
      ],
    },
  ],
  sensitiveRegisters: [
    {
      code: 'key_pupil_register',
      label: both('重点申请登记', 'Requests followed up'),
      categories: [{ code: 'leave', label: both('延期答复', 'Answer put off') }],
    },
  ],
  indicatorGroups: [{ code: 'requests', label: both('申请', 'Requests') }],
  indicators: [
    total('letters', both('收到申请', 'Requests received'), 'letters'),
    total('pupils', both('申请人数', 'Applicants'), 'pupils'),
    {
      ...total('answered_share', both('答复率', 'Share answered'), 'answered'),
      unit: both('%', '%'),
      operator: {
        op: 'ratio',
        of: { element: 'answered', take: 'sum' },
        per: { element: 'letters', take: 'sum' },
        factor: '100',
      },
      decimals: 1,
      format: { style: 'percent', decimals: 1 },
      moreIsBetter: true,
    },
  ],
  template: {
    code: 'open_quarters_report',
    title: ['{bureau}{year}年政务公开季度报告'],
    upwardTitle: ['{bureau}关于{year}年政府信息公开工作情况的报告'],
    sections: [
      {
        code: 'requests',
        heading: '收到和处理申请情况',
        level: 1,
        numbering: 'auto',
        required: true,
        guidance: both('写申请的收到和办理情况。', 'Requests received and answered.'),
        content: {
          type: 'doc',
          version: 2,
          content: [
            {
              type: 'paragraph',
              attrs: { id: 'p1' },
              content: [
                { type: 'text', text: '全年收到申请' },
                {
                  type: 'figure',
                  attrs: { id: 'letters', indicator: 'letters', format: { style: 'exact' }, unit: '件' },
                },
                { type: 'text', text: '。' },
              ],
            },
          ],
        },
      },
      {
        code: 'shortcomings',
        heading: '存在的问题',
        level: 1,
        numbering: 'auto',
        required: false,
        guidance: both('写问题。', 'Shortcomings.'),
        ledger: 'shortcoming',
        content: { type: 'doc', version: 2, content: [] },
      },
    ],
  },
  chain: [
    { code: 'draft', label: both('拟稿', 'Drafting'), role: 'bureau_editor', issues: false },
    { code: 'check', label: both('核稿', 'Checking'), role: 'bureau_checker', issues: false },
    { code: 'issue', label: both('签发', 'Issuing'), role: 'bureau_issuer', issues: true },
  ],
  calendar: {
    periods: [
      quarter(1, '一', '01-01', ['03-20', '04-10', '04-20']),
      quarter(2, '二', '04-01', ['06-20', '07-10', '07-20']),
      quarter(3, '三', '07-01', ['09-20', '10-10', '10-20']),
      quarter(4, '四', '10-01', ['12-20', '+1 01-10', '+1 01-20']),
    ],
    reportDue: '+1 02-01',
    publishDue: '+1 04-01',
  },
};

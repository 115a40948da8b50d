import type { DataElement, FormDefinition } from '../form/definition.ts';
import type { IndicatorDefinition } from '../indicator/definition.ts';
import type { Localized } from '../localized.ts';
import type { ProgrammePackage } from './package-files.ts';

const both = (zh: string, en = zh): Localized => ({ zh, en });

const integer = (code: string, details: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(`${code}数`, `Number of ${code}`),
  type: 'integer',
  flow: 'flow',
  required: true,
  min: '0',
  ...details,
});

const schools: FormDefinition = {
  code: 'schools',
  number: both('表1', 'Form 1'),
  title: both('学校情况', 'Schools'),
  shortTitle: both('学校', 'Schools'),
  instructions: both('由学校填写。', 'Filled in by schools.'),
  appliesTo: { kinds: ['school'], exceptSchoolTypes: ['111'] },
  sections: [
    {
      code: 'numbers',
      title: both('数据', 'Numbers'),
      blocks: [
        {
          kind: 'fields',
          title: both('数据', 'Numbers'),
          elements: [
            integer('received', { unit: both('件', 'cases') }),
            integer('settled', {
              dimension: {
                code: 'how',
                label: both('方式', 'How'),
                options: [
                  { code: 'heard', label: both('听证', 'Heard') },
                  { code: 'written', label: both('书面', 'In writing') },
                ],
              },
            }),
            integer('open', { calculated: 'received - settled', required: false }),
            integer('late', { calculated: 'open > 0 ? open : 0', required: false }),
            {
              code: 'kind',
              label: both('类别', 'Kind'),
              type: 'choice',
              flow: 'stock',
              required: true,
              options: [{ code: 'a', label: both('甲', 'A') }],
            },
            integer('at_risk', { flow: 'stock', fromSensitiveRegister: 'pupils' }),
          ],
        },
        {
          kind: 'register',
          register: {
            code: 'cases',
            label: both('台账', 'Register'),
            required: false,
            carriesOver: true,
            columns: [
              { code: 'title', label: both('名称', 'Title'), type: 'text', flow: 'stock', required: true },
              {
                code: 'on',
                label: both('日期', 'Date'),
                type: 'date',
                flow: 'stock',
                required: false,
                min: '2020-01-01',
              },
            ],
          },
        },
      ],
    },
  ],
  rules: [
    {
      code: 'settled_within',
      severity: 'error',
      expression: 'settled <= received',
      message: both('办结不能多于收到', 'No more settled than received'),
      elements: ['settled', 'received'],
    },
  ],
};

const sections: FormDefinition = {
  ...schools,
  code: 'sections',
  number: both('表2', 'Form 2'),
  appliesTo: { kinds: ['section'], sectionCodes: ['policy'] },
  sections: [
    {
      code: 'meetings',
      title: both('会议', 'Meetings'),
      blocks: [{ kind: 'fields', title: both('会议', 'Meetings'), elements: [integer('meetings')] }],
    },
  ],
  rules: [],
};

const total = (code: string, element: string): IndicatorDefinition => ({
  code,
  group: 'work',
  label: both(`${code}合计`, `Total of ${code}`),
  unit: both('件', 'cases'),
  operator: { op: 'total', of: { element, take: 'sum' } },
  decimals: 0,
  coverageFloor: '0.9',
  format: { style: 'exact' },
  comparable: true,
  moreIsBetter: null,
});

/** A programme of two forms that has one of everything. */
export const samplePackage: ProgrammePackage = {
  programme: {
    code: 'sample',
    title: both('示例', 'Sample'),
    forms: [schools, sections],
    sensitiveRegisters: [
      {
        code: 'pupils',
        label: both('学生', 'Pupils'),
        categories: [{ code: 'leave', label: both('休学', 'On leave') }],
      },
    ],
    indicatorGroups: [{ code: 'work', label: both('工作', 'Work') }],
    indicators: [
      total('received', 'received'),
      { ...total('meetings', 'meetings'), scale: { per: 'received', times: '10' } },
      {
        ...total('settled_share', 'settled'),
        operator: {
          op: 'ratio',
          of: { element: 'settled', keys: ['heard'], take: 'sum' },
          per: { element: 'received', take: 'sum' },
          factor: '100',
        },
      },
    ],
    template: {
      code: 'sample_report',
      title: ['{bureau}{year}年度', '报告'],
      upwardTitle: ['{bureau}关于{year}年度', '情况的报告'],
      sections: [
        {
          code: 'work',
          heading: '工作',
          level: 1,
          numbering: 'auto',
          required: true,
          guidance: both('写工作。', 'The work.'),
          content: {
            type: 'doc',
            version: 2,
            content: [
              {
                type: 'paragraph',
                attrs: { id: 'p1' },
                content: [
                  { type: 'text', text: '全年' },
                  {
                    type: 'sentence',
                    attrs: { id: 'received_some', when: { all: [{ indicator: 'received', is: ['some'] }] } },
                    content: [
                      { type: 'text', text: '收到' },
                      {
                        type: 'figure',
                        attrs: { id: 'figure_received', indicator: 'received', format: { style: 'exact' }, unit: null },
                      },
                    ],
                  },
                ],
              },
            ],
          },
        },
      ],
      balances: [
        {
          code: 'within',
          label: both('不多于', 'Within'),
          left: ['meetings'],
          relation: 'at_most',
          right: ['received'],
        },
      ],
    },
    chain: [{ code: 'issue', label: both('签发', 'Issuing'), role: 'bureau_issuer', issues: true }],
    calendar: {
      periods: [
        {
          code: 'whole',
          label: both('全年', 'Whole year'),
          short: both('全', 'FY'),
          starts: '01-01',
          opens: '01-10',
          due: '12-20',
          closes: '+1 01-20',
        },
      ],
      reportDue: '+1 03-01',
      publishDue: '+1 04-01',
    },
    sections: [{ code: 'policy', label: both('政策法规', 'Policy and law') }],
    unitGroups: [{ code: 'boarding', label: both('寄宿制学校', 'Boarding schools') }],
  },
  glossary: [{ code: 'case', term: both('案件', 'Case'), meaning: both('收到的一件事。', 'One matter received.') }],
};

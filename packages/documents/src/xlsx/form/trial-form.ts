import type { Cell, FormDefinition, UnitTraits } from '@huibao/domain';
import type { WorkbookIdentity } from './workbook.ts';

const text = (zh: string, en = zh) => ({ zh, en });
const base = { flow: 'flow', required: true } as const;
const charter = { zh: '未启动', en: 'Not begun' };

/** One element of every type, a register, and what only kindergartens are asked. */
export const form: FormDefinition = {
  code: 'trial',
  number: text('表1', 'Table 1'),
  title: text('法治教育情况表'),
  shortTitle: text('法治教育'),
  instructions: text('按学期填写。'),
  appliesTo: {},
  rules: [],
  sections: [
    {
      code: 'figures',
      title: text('一、数据'),
      blocks: [
        {
          kind: 'fields',
          title: text('配备'),
          elements: [
            {
              ...base,
              code: 'sessions',
              label: text('场次', 'Sessions'),
              type: 'integer',
              unit: text('场'),
              min: '0',
              max: '1000',
            },
            {
              ...base,
              code: 'persons',
              label: text('人次', 'Persons'),
              type: 'integer',
              notApplicable: [{ code: 'none', label: charter }],
              dimension: {
                code: 'kind',
                label: text('类别'),
                options: [
                  { code: 'pupil', label: text('学生') },
                  { code: 'staff', label: text('教职工') },
                  { code: 'nursery', label: text('幼儿'), appliesTo: { schoolTypes: ['111'] } },
                ],
              },
            },
            { ...base, code: 'total', label: text('合计'), type: 'integer', calculated: 'persons' },
            { ...base, code: 'share', label: text('覆盖率'), type: 'percent', decimals: 1, min: '0', max: '100' },
            { ...base, code: 'funds', label: text('经费'), type: 'money', unit: text('万元') },
            { ...base, code: 'ratio', label: text('比例'), type: 'decimal', decimals: 4 },
            { ...base, code: 'done', label: text('是否完成'), type: 'boolean' },
            {
              ...base,
              code: 'level',
              label: text('等级'),
              type: 'choice',
              options: [
                { code: 'county', label: text('县级，含区') },
                { code: 'city', label: text('市级, "示范"') },
              ],
            },
            { ...base, code: 'approved', label: text('核准日期'), type: 'date', max: '2030-12-31' },
            { ...base, code: 'name', label: text('名称'), type: 'text' },
            { ...base, code: 'story', label: text('说明'), type: 'narrative', hint: text('=不超过一万字') },
            { ...base, code: 'proof', label: text('附件'), type: 'attachment' },
            {
              ...base,
              code: 'nursery_only',
              label: text('幼儿园填'),
              type: 'integer',
              appliesTo: { schoolTypes: ['111'] },
            },
          ],
        },
      ],
    },
    {
      code: 'records',
      title: text('二、名册'),
      blocks: [
        {
          kind: 'register',
          register: {
            code: 'deputies',
            label: text('法治副校长/名册'),
            required: true,
            carriesOver: true,
            columns: [
              { ...base, code: 'person', label: text('姓名'), type: 'text' },
              { ...base, code: 'since', label: text('聘任日期'), type: 'date' },
              { ...base, code: 'hours', label: text('课时'), type: 'integer', unit: text('节') },
            ],
          },
        },
      ],
    },
  ],
};

export const unit: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };
export const identity: WorkbookIdentity = {
  form: 'trial',
  formVersion: 'v1',
  unitId: 'u1',
  unitName: '𠮷祥小学',
  submissionId: 's1',
  collectionId: 'c1',
  periodLabel: '2026 春季学期',
  year: 2026,
  periodOrdinal: 1,
};
export const value = (code: string, given: string, key = ''): Cell => ({ code, key, state: 'value', value: given });

export const filled: readonly Cell[] = [
  value('sessions', '27'),
  value('persons', '0', 'pupil'),
  { code: 'persons', key: 'staff', state: 'not_applicable', value: 'none' },
  value('total', '0'),
  value('share', '98.5'),
  value('funds', '123456789012.34'),
  value('ratio', '0.0001'),
  value('done', 'true'),
  value('level', 'city'),
  value('approved', '2024-02-29'),
  value('name', '=HYPERLINK("http://x","𠮷㐂１２３")'),
  value('story', '第一行\n@第二行'),
  value('proof', '["f1"]'),
  value('deputies.person', '𠮷田', 'row-1'),
  value('deputies.since', '2025-09-01', 'row-1'),
  value('deputies.hours', '4', 'row-1'),
];

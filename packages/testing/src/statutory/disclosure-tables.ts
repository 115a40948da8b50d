import type { DataElement, Dimension, Grid, Localized } from '@huibao/domain';

const both = (zh: string, en: string): Localized => ({ zh, en });

const contents = (...options: Dimension['options']): Dimension => ({
  code: 'content',
  label: both('信息内容', 'Content'),
  options,
});

const column = (
  code: string,
  label: Localized,
  dimension: Dimension,
  more: Partial<DataElement> = {},
): DataElement => ({
  code,
  label,
  type: 'integer',
  unit: both('件', 'documents'),
  flow: 'flow',
  required: true,
  min: '0',
  dimension,
  ...more,
});

const item = (no: string, en: string, elements: readonly DataElement[]): Grid => ({
  kind: 'grid',
  title: both(`第二十条第（${no}）项`, `Article 20, item ${en}`),
  across: 'elements',
  elements,
});

const documents = contents(
  { code: 'regulation', label: both('规章', 'Regulations') },
  { code: 'normative', label: both('行政规范性文件', 'Normative documents') },
);
const decisions = both('本年处理决定数量', 'Decisions this year');

/** 主动公开政府信息情况, as the State Council's office fixed it: one table of four blocks. */
export const disclosureTables: readonly Grid[] = [
  item('一', '1', [
    column('issued', both('本年制发件数', 'Issued this year'), documents),
    column('repealed', both('本年废止件数', 'Repealed this year'), documents),
    column('in_force', both('现行有效件数', 'In force'), documents, { flow: 'stock' }),
  ]),
  item('五', '5', [
    column('licences', decisions, contents({ code: 'licence', label: both('行政许可', 'Administrative licences') })),
  ]),
  item('六', '6', [
    column(
      'sanctions',
      decisions,
      contents(
        { code: 'penalty', label: both('行政处罚', 'Administrative penalties') },
        { code: 'coercion', label: both('行政强制', 'Administrative coercion') },
      ),
    ),
  ]),
  item('八', '8', [
    column(
      'fees',
      both('本年收费金额', 'Fees this year'),
      contents({ code: 'fee', label: both('行政事业性收费', 'Administrative fees') }),
      { type: 'money', unit: both('万元', 'ten thousand yuan'), decimals: 2 },
    ),
  ]),
];

const outcomes: readonly (readonly [code: string, label: Localized])[] = [
  ['upheld', both('结果维持', 'Upheld')],
  ['corrected', both('结果纠正', 'Corrected')],
  ['otherwise', both('其他结果', 'Otherwise')],
  ['pending', both('尚未审结', 'Pending')],
];

const proceedings = (group: string, under: readonly Localized[]): readonly DataElement[] => {
  const shared = { under, type: 'integer', unit: both('件', 'cases'), flow: 'flow', required: true } as const;
  return [
    ...outcomes.map(([code, label]): DataElement => ({ ...shared, code: `${group}_${code}`, label, min: '0' })),
    {
      ...shared,
      code: `${group}_total`,
      label: both('总计', 'Total'),
      calculated: outcomes.map(([code]) => `${group}_${code}`).join(' + '),
    },
  ];
};

const suits = both('行政诉讼', 'Suits');

/** 政府信息公开行政复议、行政诉讼情况: one line of fifteen numbers under heads of three levels. */
export const proceedingsTable: Grid = {
  kind: 'grid',
  title: both('政府信息公开行政复议、行政诉讼情况', 'Reconsideration and suits'),
  across: 'elements',
  elements: [
    ...proceedings('review', [both('行政复议', 'Reconsideration')]),
    ...proceedings('suit', [suits, both('未经复议直接起诉', 'Without reconsideration')]),
    ...proceedings('suit_after', [suits, both('复议后起诉', 'After reconsideration')]),
  ],
};

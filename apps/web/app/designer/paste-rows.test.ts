import { expect, it } from 'vitest';
import { readPastedRows } from './paste-rows.ts';

const elementsOfRows = (...args: Parameters<typeof readPastedRows>) => readPastedRows(...args).elements;

it('rows from Excel become questions: name, measure, English, code', () => {
  const text = '受理投诉\t件\tComplaints\tcomplaints\r\n"其中：\n已办结"\t件\n\n说明';
  expect(elementsOfRows(text, new Set(['item']))).toMatchObject([
    { code: 'complaints', label: { zh: '受理投诉', en: 'Complaints' }, unit: { zh: '件', en: '件' }, type: 'integer' },
    { code: 'item_2', label: { zh: '其中： 已办结', en: '其中： 已办结' }, unit: { zh: '件' } },
    { code: 'item_3', label: { zh: '说明' } },
  ]);
});

it('a code that is taken, or is none, gets another', () => {
  const codes = (text: string) => elementsOfRows(text, new Set(['a'])).map((element) => element.code);
  expect(codes('甲\t\t\ta\n乙\t\t\ta\n丙\t\t\tA b')).toEqual(['a_2', 'a_3', 'item']);
  expect(elementsOfRows('', new Set())).toEqual([]);
});

it('cuts neither rows nor words', () => {
  const measure = '每千名在校学生每学年课外活动参加人次数（折算）';
  const rows = elementsOfRows(`甲\t${measure}\n`.repeat(1600), new Set());
  expect(rows).toHaveLength(1600);
  expect(rows[0]?.unit).toEqual({ zh: measure, en: measure });
});

it('says a measure in both languages, and in a table the heads that a row stands under', () => {
  const text = '1.其他\t件|cases\tOther\tother_1\t三、结果\tResult\t（六）其他\t\n2.无\t件';
  expect(elementsOfRows(text, new Set(), true)).toMatchObject([
    {
      code: 'other_1',
      unit: { zh: '件', en: 'cases' },
      under: [
        { zh: '三、结果', en: 'Result' },
        { zh: '（六）其他', en: '（六）其他' },
      ],
    },
    { unit: { zh: '件', en: '件' } },
  ]);
  expect(elementsOfRows(text, new Set()).map(({ under }) => under)).toEqual([undefined, undefined]);
});

it('says which rows have no name, as cells below a merged one have none, and passes over empty ones', () => {
  const { elements, nameless } = readPastedRows('在校学生\t人\n\t人\n\t\n\n　\t\t\tcode\r教职工', new Set());
  expect(elements.map(({ label }) => label.zh)).toEqual(['在校学生', '教职工']);
  expect(nameless).toEqual([2, 5]);
});

import { describe, expect, it } from 'vitest';
import type { PrintedBlock, FigureNode, PrintedInline } from '../definition.ts';
import { checkText } from './check-text.ts';
import { findPersonalData } from './personal-data.ts';
import { findRequests } from './requests.ts';

const text = (value: string): PrintedInline => ({ type: 'text', text: value });
const figure = (indicator: string): FigureNode => ({
  type: 'figure',
  attrs: { id: indicator, indicator, format: { style: 'exact' }, unit: null },
});
const paragraph = (...content: readonly PrintedInline[]): PrintedBlock => ({
  type: 'paragraph',
  attrs: { id: 'p' },
  content,
});
const check = (blocks: readonly PrintedBlock[], words: Readonly<Record<string, string>> = {}) =>
  checkText(
    [{ code: 'study', heading: '（一）学法', isRequired: true, content: { type: 'doc', version: 2, content: blocks } }],
    (node) => words[node.attrs.indicator] ?? '—',
  );
const checksOf = (...args: Parameters<typeof check>) => check(...args).map((found) => found.check);

describe('the text of a report', () => {
  it('is there where it is required: a heading or a line of dots is none', () => {
    expect(checksOf([])).toEqual(['section_blank']);
    expect(
      checksOf([{ type: 'heading', attrs: { id: 'h', level: 2, numbering: 'none' }, content: [text('（一）学法')] }]),
    ).toEqual(['section_blank']);
    expect(checksOf([paragraph(text('……'))])).toEqual(['section_blank']);
    expect(checksOf([paragraph(text('已完成。'))])).toEqual([]);
  });

  it('prints no figure without a value; where it does, the sentence is told', () => {
    const [found, ...others] = check(
      [paragraph(text('先说。全年学法'), figure('study'), text('，'), figure('other'), text('。'))],
      {
        other: '3场',
      },
    );
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      check: 'figure_without_value',
      place: { section: 'study', block: 0 },
      quote: { text: '全年学法—，3场。', from: 4, to: 5 },
    });
  });

  it('marks what was typed and not what the data prints', () => {
    const found = check([paragraph(text('讲座三十八次，信'), figure('letters'), text('。'))], { letters: '2万余份' });
    expect(found.map((one) => [one.check, one.params.number])).toEqual([['typed_number', '三十八']]);
  });

  it('keeps what a typed number is about while the data beside it moves', () => {
    const about = (letters: string) =>
      check([paragraph(text('讲座三十八次，信'), figure('letters'), text('。'))], { letters })[0]?.subject;
    expect(about('95份')).toEqual(about('190份'));
  });

  it('adds up, in its tables', () => {
    const row = (...cells: readonly string[]) => ({
      type: 'tableRow' as const,
      content: cells.map((cell) => ({
        type: 'tableCell' as const,
        content: [{ type: 'paragraph' as const, content: [text(cell)] }],
      })),
    });
    const found = check([
      { type: 'table', attrs: { id: 't' }, content: [row('项目', '数'), row('讲座', '3'), row('合计', '4')] },
      paragraph(text('如上。')),
    ]).filter((one) => one.check === 'table_total');
    expect(found.map((one) => one.params)).toEqual([
      { row: 3, column: 2, stated: '4', sum: '3', label: '合计', along: '数' },
    ]);
  });
});

describe('personal data', () => {
  it('is an identity number whose check character is right, however it is spaced', () => {
    for (const words of [
      '11010519491231002X',
      '110105 19491231 002X',
      '１１０１０５１９４９１２３１００２Ｘ',
      '11010519491231002x',
    ])
      expect(findPersonalData(`学生王某（${words}）`).map((found) => found.kind)).toEqual(['identity_number']);
    expect(findPersonalData('110105194912310021')).toEqual([]);
  });

  it('is a mobile telephone, with or without the country’s code', () => {
    for (const words of ['13800138000', '138 0013 8000', '138-0013-8000', '+8613800138000'])
      expect(findPersonalData(`联系${words}。`).map((found) => found.kind)).toEqual(['mobile_phone']);
    expect(findPersonalData('编号2013800138000，信12800138000份')).toEqual([]);
  });

  it('is hidden in the finding that tells of it', () => {
    const [found] = check([paragraph(text('家长电话13800138000。'))]);
    expect(found?.check).toBe('personal_data');
    expect(JSON.stringify(found?.quote)).not.toContain('13800138000');
  });
});

describe('a request', () => {
  it.each([
    '妥否，请批示',
    '以上意见当否',
    '请予批复',
    '恳请市教育局给予资金支持',
    '请上级审核批准',
    '请市局予以协调解决',
  ])('%s is one', (words) => {
    expect(findRequests(`特此报告，${words}。`)).toHaveLength(1);
  });

  it.each([
    '已报请区政府批准',
    '邀请法治副校长给予支持',
    '严格执行请示报告制度',
    '依申请批准公开',
    '提请党组会审议批准',
    '落实《关于请予批复的请示》',
    '帮助群众解决请求事项',
  ])('%s is none', (words) => {
    expect(findRequests(words)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellContent } from './cell.ts';
import type { DataElement, ElementType } from '../form/definition.ts';
import { parseCell, printCell } from './parse-cell.ts';

function element(type: ElementType, more: Partial<DataElement> = {}): DataElement {
  return { code: 'x', label: { zh: '项', en: 'Item' }, type, flow: 'stock', required: true, ...more };
}

const reasons = [
  { code: 'private', label: { zh: '民办学校', en: 'Private school' } },
  { code: 'joint', label: { zh: '联合党支部', en: 'Joint branch' } },
];
const choice = element('choice', {
  options: [
    { code: 'branch', label: { zh: '党支部', en: 'Branch' } },
    { code: 'general', label: { zh: '党总支', en: 'General branch' } },
  ],
});

function read(asked: DataElement, text: string): string {
  const parsed = parseCell(asked, text);
  if (!parsed.ok) return `!${parsed.code}`;
  return `${parsed.content.state === 'value' ? '' : `${parsed.content.state}:`}${parsed.content.value}${parsed.notice ? ' (emptied)' : ''}`;
}

describe('numbers as people type and paste them', () => {
  it.each([
    ['１２３', '123'],
    ['1,234', '1234'],
    ['1，234，567', '1234567'],
    ['12 345', '12345'],
    ['１２\u00a0３４５', '12345'],
    [' 007 ', '7'],
    ['+5', '5'],
    ['12.00', '12'],
    ['27场', '27'],
    ['-0', '0'],
    ['12345678901234567', '!too_many_digits'],
    ['（5）', '!too_small'],
    ['(5)', '!too_small'],
    ['-5', '!too_small'],
    ['1.5', '!not_an_integer'],
    ['1,23', '!not_a_number'],
    ['12%', '!not_a_number'],
    ['1e5', '!not_a_number'],
    ['0x10', '!not_a_number'],
    ['五', '!not_a_number'],
    ['5个人', '!not_a_number'],
    ['=1+1', '!not_a_number'],
    ['—', 'missing: (emptied)'],
    ['无', 'missing: (emptied)'],
    ['/', 'missing: (emptied)'],
    ['', 'missing:'],
    ['　', 'missing:'],
    ['0', '0'],
  ])('%s as a whole number from 0', (text, expected) => {
    expect(read(element('integer', { min: '0', unit: { zh: '场', en: 'screenings' } }), text)).toBe(expected);
  });

  it('reads brackets as a negative where negatives stand', () => {
    expect(read(element('integer'), '（5）')).toBe('-5');
    expect(read(element('money'), '(1,234.5)')).toBe('-1234.50');
  });

  it('keeps decimals exactly, and refuses more of them', () => {
    expect(read(element('decimal'), '1.5')).toBe('1.50');
    expect(read(element('decimal'), '0.1000000')).toBe('0.10');
    expect(read(element('decimal'), '1.005')).toBe('!too_many_decimals');
    expect(read(element('percent', { decimals: 1 }), '９８．５％')).toBe('98.5');
    expect(read(element('integer', { max: '10' }), '11')).toBe('!too_large');
  });
});

describe('words, choices, dates', () => {
  it.each([
    ['是', 'true'],
    ['否', 'false'],
    ['Yes', 'true'],
    ['n', 'false'],
    ['√', 'true'],
    ['无', 'missing: (emptied)'],
    ['也许', '!not_a_boolean'],
  ])('%s as yes or no', (text, expected) => {
    expect(read(element('boolean'), text)).toBe(expected);
  });

  it.each([
    ['党支部', 'branch'],
    ['branch', 'branch'],
    ['General  Branch', 'general'],
    ['党委', '!not_a_choice'],
  ])('%s as a choice', (text, expected) => {
    expect(read(choice, text)).toBe(expected);
  });

  it.each([
    ['2024/4/15', '2024-04-15'],
    ['2024年4月15日', '2024-04-15'],
    ['2024-4-15', '2024-04-15'],
    ['2024.4.15', '2024-04-15'],
    ['20240415', '2024-04-15'],
    ['２０２４－０４－１５', '2024-04-15'],
    ['2024-04-15 00:00:00', '2024-04-15'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', '!not_a_date'],
    ['4/15/2024', '!not_a_date'],
    ['45397', '2024-04-15'],
  ])('%s as a date', (text, expected) => {
    expect(read(element('date'), text)).toBe(expected);
  });

  it.each([
    ['不适用', '!reason_required'],
    ['不适用（民办学校）', 'not_applicable:private'],
    ['不适用：联合党支部', 'not_applicable:joint'],
    ['N/A (Joint branch)', 'not_applicable:joint'],
  ])('%s where it may not apply', (text, expected) => {
    expect(read(element('integer', { notApplicable: reasons }), text)).toBe(expected);
  });

  it.each(['"第一议题"学习', '＂第一议题＂学习', '“第一议题” 学习', '「第一议题」学习', '第一议题学习'])(
    'knows a choice by its words, whatever the width of its quotes and dashes: %s',
    (text) => {
      const asked = element('choice', {
        options: [
          { code: 'topic', label: { zh: '“第一议题”学习', en: 'First topic' } },
          { code: 'plan', label: { zh: '2021—2025年规划', en: 'Plan' } },
        ],
      });
      expect(read(asked, text)).toBe(text === '第一议题学习' ? '!not_a_choice' : 'topic');
      expect(read(asked, '2021-2025年规划')).toBe('plan');
      expect(read(asked, '2021——2025年规划')).toBe('plan');
    },
  );

  it('refuses “not applicable” where everyone must answer, and takes it as a text in a text', () => {
    expect(read(element('integer'), '不适用')).toBe('!not_applicable_refused');
    expect(read(element('integer', { notApplicable: [] }), '不适用')).toBe('not_applicable:');
    expect(read(element('text'), '不适用')).toBe('不适用');
  });

  it('keeps rare characters and joiners, and lets nobody type into computed cells', () => {
    expect(read(element('text'), ' 𠮷㐂\u200d学校 ')).toBe('𠮷㐂\u200d学校');
    expect(read(element('integer', { calculated: '1' }), '5')).toBe('!locked');
    expect(read(element('text'), '字'.repeat(501))).toBe('!too_long');
  });
});

describe('a cell of several lines', () => {
  it.each([
    ['text', '第一行\r\n第二行', '第一行\n第二行'],
    ['text', '第一行\v第二行\u2028第三行', '第一行\n第二行\n第三行'],
    ['text', '甲\t乙', '甲 乙'],
    ['narrative', '一段\r\n二段\n\n三段', '一段\n二段\n\n三段'],
  ] as const)('keeps its lines as a %s: %j', (type, text, expected) => {
    expect(read(element(type), text)).toBe(expected);
  });

  it.each(['3\n4', '3\r\n4', '3\n456', '1\n234', '12\v345', '3\u2028400'])('is no number: %j', (text) => {
    for (const type of ['integer', 'decimal', 'money', 'percent'] as const)
      expect(read(element(type), text)).toBe('!not_a_number');
  });

  it.each(['是\n否', '2026-09-08\n2026-09-09'])('is no single answer: %j', (text) => {
    expect(read(element('boolean'), text)).toBe('!not_a_boolean');
    expect(read(element('date'), text)).toBe('!not_a_date');
  });
});

describe('what is printed is read back', () => {
  const digits = fc.bigInt({ min: -(10n ** 15n) + 1n, max: 10n ** 15n - 1n }).map(String);
  const fraction = fc.integer({ min: 0, max: 99 }).map((cents) => String(cents).padStart(2, '0'));
  const locale = fc.constantFrom<'zh-CN' | 'en'>('zh-CN', 'en');

  const survives = (asked: DataElement, content: CellContent, language: 'zh-CN' | 'en'): void => {
    expect(parseCell(asked, printCell(asked, content, language))).toEqual({ ok: true, content });
  };

  it('for numbers', () => {
    fc.assert(
      fc.property(digits, locale, (value, language) =>
        survives(element('integer'), { state: 'value', value }, language),
      ),
    );
    fc.assert(
      fc.property(
        digits,
        fraction,
        locale,
        fc.constantFrom<ElementType>('decimal', 'money', 'percent'),
        (whole, cents, language, type) => {
          survives(
            element(type),
            { state: 'value', value: whole === '0' ? `0.${cents}` : `${whole}.${cents}` },
            language,
          );
        },
      ),
    );
  });

  it('for dates, yes or no, choices and what does not apply', () => {
    const dates = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(dates, locale, (value, language) => survives(element('date'), { state: 'value', value }, language)),
    );
    fc.assert(
      fc.property(fc.boolean(), locale, (value, language) =>
        survives(element('boolean'), { state: 'value', value: String(value) }, language),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom('branch', 'general'), locale, (value, language) =>
        survives(choice, { state: 'value', value }, language),
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom('private', 'joint'), locale, (value, language) => {
        survives(element('date', { notApplicable: reasons }), { state: 'not_applicable', value }, language);
      }),
    );
  });

  it('never throws, whatever is pasted', () => {
    const types = fc.constantFrom<ElementType>(
      'integer',
      'decimal',
      'percent',
      'money',
      'boolean',
      'choice',
      'date',
      'text',
      'narrative',
      'attachment',
    );
    fc.assert(
      fc.property(types, fc.string({ unit: 'binary', maxLength: 60 }), (type, text) => {
        const parsed = parseCell(type === 'choice' ? choice : element(type), text);
        expect(typeof parsed.ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { cellMap, type Cell, type CellMap } from '../cell/cell.ts';
import type { DataElement, ValidationRule } from '../form/definition.ts';
import { sampleForm, sampleNumber, sampleRule } from '../form/sample-form.ts';
import type { Locale } from '../localized.ts';
import { localize } from '../localized.ts';
import { evaluateForm } from './evaluate-form.ts';
import type { EvaluationContext, OtherForm } from './evaluation.ts';
import { readJudgedRules } from './read-judged-rules.ts';

const named = (zh: string, en = zh) => ({ zh, en });
const sexes = {
  code: 'sex',
  label: named('性别'),
  options: [
    { code: 'f', label: named('女', 'girls') },
    { code: 'm', label: named('男', 'boys') },
  ],
};
const asked = (code: string, zh: string, more: Partial<DataElement> = {}): DataElement =>
  sampleNumber(code, { label: named(zh, code), ...more });
const rule = (code: string, expression: string, more: Partial<ValidationRule> = {}): ValidationRule =>
  sampleRule(code, expression, { elements: ['checked'], ...more });

const form = sampleForm(
  'own',
  [
    {
      kind: 'fields',
      title: named('s'),
      elements: [
        asked('checked', '受检学生'),
        asked('pupils', '在校学生'),
        asked('by_sex', '达标', { dimension: sexes }),
        asked('of_sex', '参加', { dimension: sexes }),
        asked('head', '校长', { type: 'text', isPersonal: true }),
        asked('deputy', '副校长', { type: 'text', isPersonal: true }),
        asked('both', '合计', { calculated: 'checked + pupils' }),
      ],
    },
    {
      kind: 'register',
      register: {
        code: 'visits',
        label: named('检查记录', 'Visits'),
        required: false,
        carriesOver: false,
        columns: [
          asked('from', '开始', { type: 'date' }),
          asked('until', '结束', { type: 'date' }),
          asked('sum', '金额', { type: 'money', decimals: 2 }),
        ],
      },
    },
  ],
  [
    rule('fewer', 'checked <= pupils'),
    rule('counted', 'checked <= pupils', { missing: 'never_skip' }),
    rule('added', 'both <= checked * 2 + 1'),
    rule('either', 'both <= checked * 2 || both <= checked + 3'),
    rule('within', 'by_sex <= of_sex', { elements: ['by_sex'], perOption: true }),
    rule('ordered', 'visits.all(r, r.until >= r.from && r.sum <= checked)', { elements: ['visits.until'] }),
    rule('spent', 'sum(visits.map(r, r.sum)) == checked'),
    rule('people', 'head != deputy'),
    rule('grown', 'checked >= previous("checked")'),
    rule('across', 'checked <= letters'),
  ],
);
const other = {
  ...sampleForm('other', [{ kind: 'fields', title: named('s'), elements: [asked('letters', '来信')] }]),
  number: named('表2', 'other'),
};

const value = (id: string, said: string): Cell => {
  const [code = '', key = ''] = id.split('/');
  return { code, key, state: 'value', value: said };
};
const cellsOf = (answers: Readonly<Record<string, string>>): CellMap =>
  cellMap(Object.entries(answers).map(([id, said]) => value(id, said)));

const nothingBefore = { previous: null, lastYear: null, earlierThisYear: [] };

function judged(
  code: string,
  answers: Readonly<Record<string, string>>,
  more: Partial<EvaluationContext> = {},
  locale: Locale = 'zh-CN',
) {
  const letters: OtherForm = { form: other, cells: cellsOf({ letters: '12' }), ...nothingBefore };
  const context: EvaluationContext = {
    cells: cellsOf(answers),
    unit: { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null },
    period: {
      ordinal: 1,
      code: 'y',
      name: named('y'),
      short: named('y'),
      label: named('y'),
      startsOn: '2024-01-01',
      endsOn: '2024-12-31',
      yearStartsOn: '2024-01-01',
    },
    year: 2024,
    ...nothingBefore,
    others: [letters],
    ...more,
  };
  const [found] = readJudgedRules(form, context, evaluateForm(form, context).cells, new Set([code]));
  if (!found) throw new Error(`no rule ${code}`);
  return {
    reading: localize(found.reading, locale),
    more: found.more,
    failing: found.failing.map(({ option, row, values }) =>
      [
        option && localize(option, locale),
        row,
        ...values.map((one) => `${localize(one.of, locale)} ${localize(one.value, locale)}`),
      ]
        .filter((part) => part !== null)
        .join('，'),
    ),
  };
}

describe('a rule that isn’t met, in plain words', () => {
  it('with the values that it was judged by, in either language', () => {
    const answers = { checked: '1301', pupils: '300' };
    expect(judged('fewer', answers)).toEqual({
      reading: '“受检学生”不大于“在校学生”',
      failing: ['“受检学生” 1,301，“在校学生” 300'],
      more: 0,
    });
    expect(judged('fewer', answers, {}, 'en')).toEqual({
      reading: '“checked” is at most “pupils”',
      failing: ['“checked” 1,301，“pupils” 300'],
      more: 0,
    });
  });

  it('nothing of one that is met, or wants an answer', () => {
    expect(judged('fewer', { checked: '3', pupils: '4' }).failing).toEqual([]);
    expect(judged('fewer', { checked: '3' }).failing).toEqual([]);
  });

  it('says what an answer that is missing counts as', () => {
    expect(judged('counted', { checked: '3' }).failing).toEqual(['“受检学生” 3，“在校学生” 未填写，按0计']);
  });

  it('what is calculated, and the side of a comparison that is worked out', () => {
    const answers = { checked: '3', pupils: '9' };
    expect(judged('added', answers).failing).toEqual(['“合计” 12，“受检学生” 3，右边算得 7']);
    // Two on one side are told apart by how they are worked out.
    expect(judged('either', answers).failing).toEqual(['“合计” 12，“受检学生” 3，“受检学生”乘以2 6，“受检学生”加3 6']);
  });

  it('each option for which it fails', () => {
    const answers = { 'by_sex/f': '4', 'of_sex/f': '3', 'by_sex/m': '1', 'of_sex/m': '1' };
    expect(judged('within', answers).failing).toEqual(['女，“达标” 4，“参加” 3']);
  });

  it('each row for which it fails, by its number, and no more of many than are read', () => {
    const row = (key: string, from: string, until: string, sum: string) => ({
      [`visits.from/${key}`]: from,
      [`visits.until/${key}`]: until,
      [`visits.sum/${key}`]: sum,
    });
    const answers = {
      checked: '100',
      ...row('01', '2024-03-01', '2024-03-02', '5'),
      ...row('02', '2024-03-05', '2024-03-04', '5.5'),
      ...row('03', '2024-03-05', '2024-03-06', '200'),
    };
    expect(judged('ordered', answers).failing).toEqual([
      '2，本行的“结束” 2024-03-04，本行的“开始” 2024-03-05，本行的“金额” 5.50，“受检学生” 100',
      '3，本行的“结束” 2024-03-06，本行的“开始” 2024-03-05，本行的“金额” 200.00，“受检学生” 100',
    ]);
    expect(judged('spent', answers).failing).toEqual(['“检查记录”各行的“金额”的合计 210.5，“受检学生” 100']);
    const many = Array.from({ length: 45 }, (_, at) => row(String(at + 10), '2024-03-05', '2024-03-04', '1'));
    const { failing, more } = judged('ordered', Object.assign({ checked: '9' }, ...many) as Record<string, string>);
    expect([failing.length, more]).toEqual([20, 25]);
  });

  it('what another period or another form said', () => {
    expect(judged('grown', { checked: '3' }, { previous: cellsOf({ checked: '8' }) }).failing).toEqual([
      '“受检学生” 3，上期“受检学生” 8',
    ]);
    expect(judged('across', { checked: '30' })).toEqual({
      reading: '“受检学生”不大于表2的“来信”',
      failing: ['“受检学生” 30，表2的“来信” 12'],
      more: 0,
    });
  });

  it('and not whose personal data it is', () => {
    expect(judged('people', { head: '张三', deputy: '张三' }).failing).toEqual([
      '“校长” （个人信息），“副校长” （个人信息）',
    ]);
  });
});

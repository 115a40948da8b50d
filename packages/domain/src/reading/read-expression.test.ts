import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataElement, FormDefinition } from '../form/definition.ts';
import { namesOfForms } from '../form/names-of-others.ts';
import type { Locale } from '../localized.ts';
import { ExpressionError } from '../expression/error.ts';
import type { ExpressionNode } from '../expression/node.ts';
import { parseExpression } from '../expression/parse.ts';
import { readExpression } from './read-expression.ts';
import { readingNames } from './reading-names.ts';

const named = (zh: string, en = zh) => ({ zh, en });
const asked = (code: string, zh: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: named(zh, code),
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});

function formOf(code: string, number: string, elements: readonly DataElement[], withRegister = false): FormDefinition {
  const register = {
    code: 'visits',
    label: named('检查记录', 'Visits'),
    required: false,
    carriesOver: false,
    columns: [
      asked('from', '开始日期', { type: 'date' }),
      asked('until', '截止日期', { type: 'date' }),
      asked('sum', '金额'),
    ],
  };
  return {
    code,
    number: named(number),
    title: named(number),
    shortTitle: named(number),
    instructions: named(number),
    appliesTo: {},
    sections: [
      {
        code: 's',
        title: named('一'),
        blocks: [
          { kind: 'fields', title: named('一'), elements },
          ...(withRegister ? [{ kind: 'register' as const, register }] : []),
        ],
      },
    ],
    rules: [],
  };
}

const form = formOf(
  'own',
  '表1',
  [
    asked('a', '甲'),
    asked('b', '乙'),
    asked('c', '丙', {
      dimension: { code: 'd', label: named('性别'), options: [{ code: 'f', label: named('女', 'women') }] },
    }),
    asked('yes', '有法律顾问', { type: 'boolean' }),
    asked('kind', '办学性质', { type: 'choice', options: [{ code: 'pub', label: named('公办', 'public') }] }),
    asked('day', '成立日期', { type: 'date' }),
    asked('twice', '同名'),
    asked('again', '同名'),
    asked('quoted', '', {
      label: named('“第一议题”学习', 'the school’s ‘first’ ” topic'),
      type: 'choice',
      options: [{ code: 'one', label: named('书记、校长“一肩挑”', 'One ‘for all’') }],
    }),
  ],
  true,
);
const names = namesOfForms([form, formOf('other', '表2', [asked('o', '甲')])]);

function read(source: string, locale: Locale = 'zh-CN', as: 'condition' | 'value' = 'condition'): string {
  return readExpression(parseExpression(source), readingNames(form, names, locale), locale, as);
}

describe('an expression in plain words', () => {
  it.each([
    ['a + b == c', '“甲”加“乙”等于“丙”', '“a” plus “b” equals “c”'],
    ['a <= b', '“甲”不大于“乙”', '“a” is at most “b”'],
    ['a - b + c >= 0', '“甲”减“乙”加“丙”不小于0', '“a” minus “b” plus “c” is at least 0'],
    ['a - (b + c) != 0.50', '“甲”减（“乙”加“丙”）不等于0.5', '“a” minus (“b” plus “c”) doesn’t equal 0.5'],
    ['a * 100 / b < -1', '（“甲”乘以100）除以“乙”小于-1', '(“a” times 100) divided by “b” is less than -1'],
    ['a % 2 == 0', '“甲”除以2的余数等于0', 'the remainder of “a” divided by 2 equals 0'],
    [
      'a > 0 && yes || !yes',
      '（“甲”大于0，且“有法律顾问”为“是”），或者“有法律顾问”为“否”',
      '(“a” is more than 0, and “yes” is “yes”), or “yes” is “no”',
    ],
    ['!(a > 0) || b > 0', '如果“甲”大于0，则“乙”大于0', 'if “a” is more than 0, then “b” is more than 0'],
    [
      'unit.kind == "school" ? a > 0 : true',
      '如果单位类别等于‘学校’，则“甲”大于0，否则恒成立',
      'if the kind of unit equals ‘school’, then “a” is more than 0, otherwise always',
    ],
    ['kind == "pub"', '“办学性质”等于‘公办’', '“kind” equals ‘public’'],
    [
      'kind in ["pub", "x"]',
      '“办学性质”属于〔‘公办’、‘x’（查无此项）〕之一',
      '“kind” is one of [‘public’, ‘x’ (no such item)]',
    ],
    [
      'quoted == "one"',
      '“‘第一议题’学习”等于‘书记、校长“一肩挑”’',
      '“the school\'s ‘first’ " topic” equals ‘One “for all”’',
    ],
    ['day <= period.endsOn', '“成立日期”不晚于本期截止日期', '“day” is not after the period’s last day'],
    ['previous("a") + lastYear("b") == yearToDate("c", "f")', '上期“甲”加上年同期“乙”等于本年累计“丙”中的‘女’'],
    ['!isAnswered("a") || isNotApplicable("b")', '如果“甲”已填写，则“乙”填为“不适用”'],
    ['o == a', '表2的“甲”等于“甲”', '表2 “o” equals “a”'],
    ['twice == again', '“同名”（代码twice）等于“同名”（代码again）'],
    ['lost == a', '“lost”（查无此项）等于“甲”', '“lost” (no such item) equals “a”'],
    [
      'visits.all(r, r.until >= r.from)',
      '“检查记录”的每一行都满足（该行的“截止日期”不早于该行的“开始日期”）',
      'each row of “Visits” fulfils (the row’s “until” is not before the row’s “from”)',
    ],
    [
      'size(visits.filter(r, r.sum > 0)) == a',
      '“检查记录”中满足（该行的“金额”大于0）的行数等于“甲”',
      'the number of rows of “Visits” that fulfil (the row’s “sum” is more than 0) equals “a”',
    ],
    [
      'sum(visits.map(r, r.sum)) == a',
      '“检查记录”各行的“金额”的合计等于“甲”',
      'the sum of (“sum” in each row of “Visits”) equals “a”',
    ],
    [
      'size(visits) == size(distinct(visits.map(r, r.from)))',
      '“检查记录”的行数等于“检查记录”各行的“开始日期”去重后的各值的个数',
    ],
    [
      'visits.all(r, visits.exists(s, s.from == r.until))',
      '“检查记录”的每一行都满足（“检查记录”中至少有一行满足（另一行的“开始日期”与该行的“截止日期”相同））',
    ],
  ])('%s', (source, zh, en = read(source, 'en')) => {
    expect([read(source), read(source, 'en')]).toEqual([zh, en]);
  });

  it('says what a calculated cell shows', () => {
    expect([read('yes', 'zh-CN', 'value'), read('yes')]).toEqual(['“有法律顾问”', '“有法律顾问”为“是”']);
  });
});

// Small expressions of every kind within each other, written with all brackets: two of them that aren't the same are
// never read alike.
const numbers = [
  'a',
  'b',
  '1',
  'c',
  'previous("a")',
  'valueAt("c", "f")',
  'size(visits)',
  'sum(visits.map(r, r.sum))',
  'lost',
];
const conditions = ['yes', 'true', 'a == b', 'isAnswered("a")', 'kind == "pub"', 'visits.all(r, r.sum > a)'];
const lists = ['visits', 'visits.filter(r, r.sum > a)', '[a, b]', 'visits.map(r, r.sum)'];

function larger(some: readonly string[], yesses: readonly string[], many: readonly string[]) {
  const pairs = some.flatMap((one) => some.map((other) => [one, other] as const));
  const both = yesses.flatMap((one) => yesses.map((other) => [one, other] as const));
  return {
    numbers: [
      ...pairs.flatMap(([one, other]) => ['+', '-', '*', '/', '%'].map((sign) => `(${one} ${sign} ${other})`)),
      ...some.map((one) => `(-(${one}))`),
      ...many.flatMap((one) => [`size(${one})`, `sum(${one})`]),
      ...pairs.slice(0, 9).flatMap(([one, other]) => yesses.map((when) => `((${when}) ? ${one} : ${other})`)),
    ],
    conditions: [
      ...pairs.flatMap(([one, other]) => ['==', '!=', '<', '<=', '>', '>='].map((sign) => `(${one} ${sign} ${other})`)),
      ...both.flatMap(([one, other]) => [`(${one} && ${other})`, `(${one} || ${other})`, `(${one} ? ${other} : yes)`]),
      ...yesses.flatMap((one) => [`(!(${one}))`, `(!(${one}) || (${one}))`]),
      ...many.flatMap((one) => [`${one}.all(r, r.sum > b)`, `${one}.exists(r, r.sum > b)`, `(a in ${one})`]),
    ],
    lists: [
      ...many.flatMap((one) => [`distinct(${one})`, `${one}.map(r, r.sum + a)`, `${one}.filter(r, yes)`]),
      ...many.map((one) => `[${one}]`),
      ...pairs.slice(0, 20).map(([one, other]) => `[${one}, ${other}]`),
    ],
  };
}

/** The tree, but for the brackets within a row of conditions that are joined alike. */
function meaningOf(source: string): string {
  const parts = (node: ExpressionNode, operator: string): readonly ExpressionNode[] =>
    node.op === 'binary' && node.operator === operator
      ? [...parts(node.left, operator), ...parts(node.right, operator)]
      : [node];
  return JSON.stringify(parseExpression(source).root, (_, node: ExpressionNode | null) =>
    node?.op === 'binary' && (node.operator === '&&' || node.operator === '||')
      ? { joined: node.operator, of: parts(node, node.operator) }
      : node,
  );
}

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
  it('no two expressions are read alike', () => {
    const once = larger(numbers, conditions, lists);
    const pick = (all: readonly string[], step: number): readonly string[] => all.filter((_, at) => at % step === 0);
    const twice = larger(pick(once.numbers, 41), pick(once.conditions, 53), pick(once.lists, 9));
    const sources = [numbers, conditions, lists, ...Object.values(once), ...Object.values(twice)].flat();
    const said = Map.groupBy(new Set(sources), (source) => read(source, locale));
    const alike = [...said.values()].filter((group) => group.length > 1 && new Set(group.map(meaningOf)).size > 1);
    expect(alike).toEqual([]);
    expect(said.size).toBeGreaterThan(3000);
  });

  it('whatever can be parsed is read', () => {
    const names = fc.constantFrom(
      'a',
      'kind',
      'yes',
      'visits',
      'lost',
      'unit.kind',
      'unit',
      'r',
      'r.sum',
      '"x”"',
      '2',
      '[]',
    );
    const any = fc.letrec<{ one: string }>((tie) => ({
      one: fc.oneof(
        { maxDepth: 4 },
        names,
        fc
          .tuple(tie('one'), fc.constantFrom('+', '-', '*', '<', '==', '&&', '||', 'in'), tie('one'))
          .map(([l, s, r]) => `(${l} ${s} ${r})`),
        fc.tuple(fc.constantFrom('size', 'sum', 'distinct', '!', '-'), tie('one')).map(([f, of]) => `${f}(${of})`),
        fc
          .tuple(tie('one'), fc.constantFrom('all', 'exists', 'map', 'filter'), tie('one'))
          .map(([of, m, body]) => `${of}.${m}(r, ${body})`),
        fc.tuple(tie('one'), tie('one'), tie('one')).map(([c, t, o]) => `(${c} ? ${t} : ${o})`),
      ),
    })).one;
    fc.assert(
      fc.property(any, (source) => {
        try {
          expect(read(source, locale)).not.toMatch(/undefined|\[object/);
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});

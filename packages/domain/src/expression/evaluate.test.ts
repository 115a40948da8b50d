import { describe, expect, it } from 'vitest';
import { ExactDecimal } from '../exact-decimal.ts';
import { evaluateExpression, listFailingRows } from './evaluate.ts';
import { ExpressionError } from './error.ts';
import type { ExpressionScope, MissingStrategy, Value } from './value.ts';
import { MissingOperand } from './value.ts';
import { parseExpression } from './parse.ts';

const number = (text: string): Value => new ExactDecimal(text);

function scopeOf(names: Record<string, Value | MissingOperand>): ExpressionScope {
  const map = new Map(Object.entries(names));
  return {
    readName: (name) => map.get(name),
    readField: (name, field) =>
      new Map([
        ['period.startsOn', '2024-01-01'],
        ['unit.kind', 'school'],
      ]).get(`${name}.${field}`),
    readCell: (source, code, key) => map.get(`${source}:${code}:${key ?? ''}`),
    isAnswered: (code) => !(map.get(code) instanceof MissingOperand),
    isNotApplicable: (code) => {
      const operand = map.get(code);
      return operand instanceof MissingOperand && operand.isNotApplicable;
    },
  };
}

const blank = new MissingOperand(false, number('0'));
const notApplicable = new MissingOperand(true, number('0'));

function run(
  source: string,
  names: Record<string, Value | MissingOperand> = {},
  strategy: MissingStrategy = 'skip_any',
): string {
  const outcome = evaluateExpression(parseExpression(source), scopeOf(names), strategy);
  if (outcome.kind === 'missing') return outcome.isNotApplicable ? 'n/a' : 'missing';
  return ExactDecimal.isDecimal(outcome.value) ? outcome.value.toFixed() : JSON.stringify(outcome.value);
}

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  }
  return 'no error';
}

describe('arithmetic', () => {
  it.each([
    ['7 / 2', '3.5'],
    ['0.1 + 0.2', '0.3'],
    ['0.1 + 0.2 == 0.3', 'true'],
    ['1.10000000000000000000001 * 10', '11.0000000000000000000001'],
    ['9007199254740993 + 0', '9007199254740993'],
    ['-3 + 2 * (4 - 1)', '3'],
    ['10 % 4', '2'],
    ['sum([1, 2.5]) + size("三个字")', '6.5'],
    ['size(distinct([1, 1.0, 2]))', '2'],
    ['1 in [1, 2] ? "a" : "b"', '"a"'],
    ['"2024-03-01" >= period.startsOn', 'true'],
    ['1 / 0', 'missing'],
  ])('%s is %s', (source, expected) => {
    expect(run(source)).toBe(expected);
  });
});

describe('missing operands', () => {
  const names = { a: number('5'), b: blank, c: notApplicable };

  it.each<[string, MissingStrategy, string]>([
    ['a + b', 'skip_any', 'missing'],
    ['a + c', 'skip_any', 'n/a'],
    ['a > 9 && b > 0', 'skip_any', 'false'],
    ['a > 0 && b > 0', 'skip_any', 'missing'],
    ['a > 0 || b > 0', 'skip_any', 'true'],
    ['isNotApplicable("c") || c > 3', 'skip_any', 'true'],
    ['isAnswered("b") ? b : 1', 'skip_any', '1'],
    ['a + b', 'skip_all', '5'],
    ['b + c', 'skip_all', 'missing'],
    ['b + c', 'never_skip', '0'],
    ['b >= a', 'never_skip', 'false'],
  ])('%s under %s is %s', (source, strategy, expected) => {
    expect(run(source, names, strategy)).toBe(expected);
  });
});

describe('rows', () => {
  const rows: Value = [
    new Map<string, Value | MissingOperand>([
      ['body', 'court'],
      ['hours', number('4')],
      ['until', '2025-08-31'],
    ]),
    new Map<string, Value | MissingOperand>([
      ['body', 'court'],
      ['hours', number('2')],
      ['until', blank],
    ]),
    new Map<string, Value | MissingOperand>([
      ['body', 'police'],
      ['hours', number('6.5')],
      ['until', '2023-08-31'],
    ]),
  ];

  it.each([
    ['size(rows)', '3'],
    ['sum(rows.map(r, r.hours))', '12.5'],
    ['sum(rows.map(r, r.body == "court", r.hours))', '6'],
    ['rows.filter(r, r.hours >= 4).size()', '2'],
    ['rows.all(r, r.until >= "2020-01-01")', 'true'],
    ['rows.exists(r, r.until > "2024-12-31")', 'true'],
    ['size(distinct(rows.map(r, r.body)))', '2'],
    ['size(rows.filter(r, rows.exists(other, other.body == r.body && other.hours > r.hours)))', '1'],
  ])('%s is %s', (source, expected) => {
    expect(run(source, { rows })).toBe(expected);
  });

  it('names the rows that fail', () => {
    const expression = parseExpression('rows.all(r, r.hours >= 4)');
    expect(listFailingRows(expression, scopeOf({ rows }), 'skip_any')).toEqual({ register: 'rows', rows: [1] });
  });
});

describe('hostile expressions', () => {
  it.each(
    [
      ['a.constructor', 'wrong_type'],
      ['rows.map(r, r.__proto__)', 'unknown_field'],
      ['rows.map(r, r.size)', 'unknown_field'],
      ['constructor', 'unknown_name'],
      ['__proto__', 'unknown_name'],
      ['toString()', 'unsupported'],
      ['unit.__proto__', 'unknown_field'],
      ['a == "x"', 'wrong_type'],
      ['"a" && true', 'wrong_type'],
      ['matches("a", "(a+)+$")', 'unsupported'],
      ['has(a.b)', 'unsupported'],
      ['{"a": 1}', 'unsupported'],
      ['previous(a)', 'unsupported'],
      ['null', 'unsupported'],
      ['1 +', 'syntax'],
      ['1u', 'unsupported'],
      ['1e999 > 1', 'unsupported'],
      [`${'('.repeat(1900)}`, 'too_deep'],
      [`${'!'.repeat(1900)}true`, 'too_deep'],
      [`1${'+ 1'.repeat(1000)}`, 'too_long'],
      [`1${'+1'.repeat(900)}`, 'too_deep'],
      [`[${'1,'.repeat(900)}1]`, 'too_large'],
      [`${'[1].all(x, '.repeat(30)}true${')'.repeat(30)}`, 'no error'],
    ].map(([source = '', code]) => [source.slice(0, 40), source, code] as const),
  )('%s', (_title, source, code) => {
    const rows: Value = [new Map<string, Value>([['hours', number('1')]])];
    expect(codeOf(() => run(source, { a: number('1'), rows }))).toBe(code);
  });

  it('is stopped after its steps', () => {
    const rows: Value = Array.from({ length: 1000 }, () => new Map<string, Value>([['x', number('1')]]));
    expect(codeOf(() => run('rows.all(a, rows.all(b, rows.all(c, c.x == a.x)))', { rows }))).toBe('too_many_steps');
  });
});

describe('looking in a column', () => {
  const rows = (...names: (string | null)[]): Value =>
    names.map((name) => new Map([['name', name ?? new MissingOperand(false, '')]]));
  const source = 'wanted.all(w, known.exists(k, k.name == w.name))';

  it.each([
    [rows('a', 'b'), rows('b', 'a', 'c'), 'true'],
    [rows('a', 'z'), rows('b', 'a'), 'false'],
    [rows('a', null), rows('a'), 'false'],
    [rows(), rows(), 'true'],
  ])('finds what stands there, %#', (wanted, known, expected) => {
    expect(run(source, { wanted, known })).toBe(expected);
    expect(run('wanted.all(w, known.exists(k, w.name == k.name))', { wanted, known })).toBe(expected);
  });

  it('takes what is blank for its fallback only where the strategy says so', () => {
    const blanks = { wanted: rows('a'), known: rows(null) };
    expect(run('known.exists(k, k.name == "")', blanks)).toBe('false');
    expect(run('known.exists(k, k.name == "")', blanks, 'never_skip')).toBe('true');
  });

  it('stays within its bounds for 2 000 rows among 2 000', () => {
    const names = Array.from({ length: 2000 }, (_, index) => `n${index}`);
    expect(run(source, { wanted: rows(...names), known: rows(...names.toReversed()) })).toBe('true');
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ExactDecimal } from '../exact-decimal.ts';
import { checkExpression, type TypeScope } from './check.ts';
import { ExpressionError } from './error.ts';
import { evaluateExpression } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import { MissingOperand, type ExpressionScope, type Value } from './value.ts';

// Whoever writes rules may be anybody: whatever is written is read, typed and evaluated within its bounds, or refused
// as an expression; it reaches nothing but what the form offers, and never anything of JavaScript's.

const many = 2000;
const rows: readonly Value[] = Array.from(
  { length: many },
  (_, index) =>
    new Map<string, Value | MissingOperand>([
      ['n', new ExactDecimal(index)],
      ['t', `第${index}行`],
      ['b', index % 2 === 0],
      ['blank', new MissingOperand(false, new ExactDecimal(0))],
    ]),
);
const values = new Map<string, Value | MissingOperand>([
  ['a', new ExactDecimal('12345678901234567890.123456789')],
  ['zero', new ExactDecimal(0)],
  ['text', '字'.repeat(2000)],
  ['yes', true],
  ['none', new MissingOperand(false, new ExactDecimal(0))],
  ['rows', rows],
]);
const row = new Map([
  ['n', 'number'],
  ['t', 'string'],
  ['b', 'boolean'],
  ['blank', 'number'],
] as const);
const types: TypeScope = new Map<string, ReturnType<typeof checkExpression>>([
  ['a', 'number'],
  ['zero', 'number'],
  ['text', 'string'],
  ['yes', 'boolean'],
  ['none', 'number'],
  ['rows', { list: { row } }],
]);

const budgetSteps = 200_000;
function scopeOf(budget: { left: number }): ExpressionScope {
  return {
    budget,
    readName: (name) => (name === 'year' ? new ExactDecimal(2024) : values.get(name)),
    readField: (name, field) => (name === 'unit' && field === 'kind' ? 'school' : undefined),
    readCell: (_source, code) => values.get(code),
    isAnswered: (code) => !(values.get(code) instanceof MissingOperand),
    isNotApplicable: () => false,
  };
}

/** What became of it: the type of its value, that it had none, or as what it was refused. */
function outcomeOf(source: string): string {
  const budget = { left: budgetSteps };
  try {
    const expression = parseExpression(source);
    checkExpression(expression, types);
    const outcome = evaluateExpression(expression, scopeOf(budget), 'never_skip');
    return outcome.kind === 'missing' ? 'missing' : kindOf(outcome.value);
  } catch (error) {
    if (error instanceof ExpressionError) return error.code;
    throw error;
  } finally {
    // The last step may be a whole list's.
    expect(budget.left).toBeGreaterThan(-5001);
  }
}

function kindOf(value: Value): string {
  if (typeof value === 'string') return value.length <= 20_000 ? 'string' : 'a text beyond its bound';
  if (typeof value === 'boolean') return 'boolean';
  if (ExactDecimal.isDecimal(value)) return value.precision() <= 60 ? 'number' : 'a number beyond its bound';
  return value instanceof Map ? 'row' : 'list';
}

const allowed = new Set(['string', 'boolean', 'number', 'row', 'list', 'missing']);
const refused = new Set([
  'syntax',
  'too_long',
  'too_deep',
  'too_large',
  'unsupported',
  'unknown_name',
  'unknown_field',
  'wrong_type',
  'too_many_steps',
]);

const atoms = [
  ...['a', 'zero', 'none', 'yes', 'text', 'rows', 'year', 'unit.kind', 'unit.school', 'period.startsOn'],
  ...['0', '1', '-1', '0.1', '1e300', '1e-300', '9007199254740993', '18446744073709551616', '3u', 'true', 'null'],
  ...[
    '"字"',
    "'\\u0000'",
    '"\u202e"',
    '"${a}"',
    '"</script><img src=x onerror=alert(1)>"',
    'b"x"',
    '[]',
    '{}',
    '[1, 2, 3]',
  ],
  ...['constructor', '__proto__', 'prototype', 'toString', 'globalThis', 'process', 'require', 'this', 'eval'],
  ...['valueAt("a", "x")', 'previous("a")', 'lastYear("__proto__")', 'isAnswered("none")', 'valueAt(text)'],
];
const joints = ['+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||', ' in ', '? a :', '.', ',', ' '];

/** Written as an author would, over what may stand there and what may not. */
const grown = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...atoms),
    fc.tuple(tie('expression'), fc.constantFrom(...joints), tie('expression')).map(([l, by, r]) => `(${l})${by}(${r})`),
    tie('expression').map((of) => `!(${of})`),
    tie('expression').map((of) => `-(${of})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([i, t, e]) => `(${i}) ? (${t}) : (${e})`),
    fc.tuple(tie('expression'), tie('expression')).map(([one, other]) => `[${one}, ${other}]`),
    fc
      .tuple(
        fc.constantFrom('rows', 'rows.map(r, r.n)', '[1, 2, 3]'),
        fc.constantFrom('filter', 'map', 'exists', 'all', 'exists_one', 'reduce'),
        fc.constantFrom('r', 'x', 'a', 'rows', '__proto__'),
        tie('expression'),
      )
      .map(([over, macro, name, body]) => `${over}.${macro}(${name}, ${body})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('sum', 'size', 'distinct', 'constructor', 'toString', 'matches'))
      .map(([of, name]) => `(${of}).${name}()`),
    fc
      .tuple(tie('expression'), fc.constantFrom('n', 't', 'blank', 'constructor', '__proto__'))
      .map(([of, f]) => `(${of}).${f}`),
  ),
})).expression;

/** Pieces of the language in any order, and any characters at all. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...atoms, ...joints, '(', ')', '[', ']', '"', '\\', '.map(x,', '.all(x,', '//', ';'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

it('takes 10 000 of any sort, each for a value or a refusal of its own', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(fc.oneof({ weight: 3, arbitrary: grown }, { weight: 1, arbitrary: soup }), (source) => {
      const outcome = outcomeOf(source);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      expect([source, allowed.has(outcome) || refused.has(outcome)]).toEqual([source, true]);
    }),
    { numRuns: 10_000 },
  );
  // Not one sort of them alone: what is read, what is refused, and what would go on for too long.
  for (const outcome of ['boolean', 'number', 'string', 'syntax', 'wrong_type', 'unknown_name', 'unsupported'])
    expect([outcome, (seen.get(outcome) ?? 0) > 20]).toEqual([outcome, true]);
});

const nested = (depth: number, inner: string): string =>
  Array.from({ length: depth }, (_, level) => `rows.all(x${level}, `).join('') + inner + ')'.repeat(depth);
const column = 'rows.map(r, r.n)';

it.each([
  ['rows of rows of rows', nested(3, 'x0.n <= x1.n + x2.n'), 'too_many_steps'],
  ['a list summed for each of its items', `[${column}].all(m, m.all(x, m.sum() > x))`, 'too_many_steps'],
  [
    'a list told apart for each of its items',
    `[${column}].all(m, m.all(x, m.distinct().size() > 0))`,
    'too_many_steps',
  ],
  ['each item sought in the whole list', `[${column}].all(m, m.all(x, !(-1 in m)))`, 'too_many_steps'],
  ['a text that doubles itself', `${'['.repeat(1)}text]${'.map(t, t + t)'.repeat(30)}`, 'too_large'],
  ['a number that multiplies itself', `[a]${'.map(x, x * x)'.repeat(30)}.sum() > 0`, 'boolean'],
  ['a number of two thousand digits', `a * 1.${'7'.repeat(1500)}`, 'too_large'],
  ['brackets within brackets', `${'('.repeat(500)}a${')'.repeat(500)}`, 'too_deep'],
  ['a sum of a thousand', Array.from({ length: 900 }, () => 'a').join('+'), 'too_deep'],
  ['a list of a thousand', `[${Array.from({ length: 900 }, () => '1').join(',')}]`, 'too_large'],
])('%s', (_name, source, outcome) => {
  expect(outcomeOf(source)).toBe(outcome);
});

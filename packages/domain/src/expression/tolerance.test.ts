import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactDecimal } from '../exact-decimal.ts';
import { evaluateExpression, listFailingRows } from './evaluate.ts';
import { parseExpression } from './parse.ts';
import { MissingOperand, type ExpressionScope, type Value } from './value.ts';

type Given = Readonly<Record<string, string | readonly string[] | null>>;

function scopeOf(given: Given): ExpressionScope {
  const read = (name: string): Value | MissingOperand | undefined => {
    const value = given[name];
    if (value === undefined) return undefined;
    if (value === null) return new MissingOperand(false, new ExactDecimal(0));
    return typeof value === 'string'
      ? new ExactDecimal(value)
      : value.map((one) => new Map([['n', new ExactDecimal(one)]]));
  };
  return {
    readName: read,
    readField: () => undefined,
    readCell: (_source, code) => read(code),
    isAnswered: (code) => given[code] !== null,
    isNotApplicable: () => false,
  };
}

function holds(source: string, given: Given, tolerance?: string): boolean | 'missing' {
  const by = tolerance === undefined ? undefined : new ExactDecimal(tolerance);
  const outcome = evaluateExpression(parseExpression(source), scopeOf(given), 'skip_any', by);
  return outcome.kind === 'missing' ? 'missing' : outcome.value === true;
}

describe('within a tolerance', () => {
  it.each([
    ['a == b', { a: '100', b: '99.5' }, true],
    ['a == b', { a: '100', b: '99.49' }, false],
    ['a <= b', { a: '100.5', b: '100' }, true],
    ['a <= b', { a: '100.51', b: '100' }, false],
    ['a >= b', { a: '99.5', b: '100' }, true],
    // What must be less or more may be missed by less than the tolerance: with 0 they mean what they mean without.
    ['a < b', { a: '100.49', b: '100' }, true],
    ['a < b', { a: '100.5', b: '100' }, false],
    ['a > b', { a: '99.51', b: '100' }, true],
    ['a > b', { a: '99.5', b: '100' }, false],
    ['a > 0 && a == b', { a: '100', b: '99.6' }, true],
    ['a > 0 ? a == b : a == 0', { a: '100', b: '99.6' }, true],
    // Exactly: a difference that is asked for, what decides a choice, what stands under a not, what picks rows.
    ['a != b', { a: '100', b: '99.9' }, true],
    ['a != b', { a: '100', b: '100' }, false],
    ['!(a == b)', { a: '100', b: '99.9' }, true],
    ['a == b ? a > 1000 : true', { a: '100', b: '99.9' }, true],
    ['size(rows.filter(r, r.n == 1)) >= 2', { rows: ['1.1', '0.9'] }, false],
    ['rows.exists(r, r.n == a)', { rows: ['1.1'], a: '1' }, false],
    // What it makes nearly hold isn't asked on: the operand behind it is missing, and what stands beside it holds.
    ['(a == b && c == 1) || b > 100', { a: '100', b: '100.1', c: null }, true],
    ['rows.all(r, r.n == a)', { rows: ['1.1', '0.5'], a: '1' }, true],
  ])('of 0.5, %s of %j: %s', (source, given, is) => {
    expect(holds(source, given, '0.5')).toBe(is);
  });

  it('a row that is near enough isn’t among those that fail', () => {
    const failing = listFailingRows(
      parseExpression('rows.all(r, r.n <= 1)'),
      scopeOf({ rows: ['1.4', '1.6', '1'] }),
      'skip_any',
      new ExactDecimal('0.5'),
    );
    expect(failing).toEqual({ register: 'rows', rows: [1] });
  });

  it('a larger tolerance only ever makes hold what failed, and none is as one of 0', () => {
    const number = fc.integer({ min: -8, max: 8 }).map((tenths) => String(tenths / 10));
    const comparison = fc
      .tuple(
        fc.constantFrom('a', 'b', 'a + b', '0'),
        fc.constantFrom('==', '!=', '<', '<=', '>', '>='),
        fc.constantFrom('b', 'c', '0.3'),
      )
      .map(([left, sign, right]) => `(${left} ${sign} ${right})`);
    const rule = fc.letrec<{ one: string }>((tie) => ({
      one: fc.oneof(
        { maxDepth: 3 },
        comparison,
        tie('one').map((one) => `!${one}`),
        fc.tuple(tie('one'), fc.constantFrom('&&', '||'), tie('one')).map(([l, sign, r]) => `(${l} ${sign} ${r})`),
        fc.tuple(tie('one'), tie('one'), tie('one')).map(([when, then, or]) => `(${when} ? ${then} : ${or})`),
        tie('one').map((one) => `rows.all(r, r.n > a || ${one})`),
      ),
    })).one;
    const given = fc.record({
      a: fc.oneof(number, fc.constant(null)),
      b: number,
      c: fc.oneof(number, fc.constant(null)),
      rows: fc.array(number, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(
        rule,
        given,
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 0, max: 9 }),
        (source, values, one, more) => {
          const [exact, less, wider] = [
            holds(source, values),
            holds(source, values, String(one / 10)),
            holds(source, values, String((one + more) / 10)),
          ];
          expect(holds(source, values, '0')).toBe(exact);
          if (exact === true) expect(less).toBe(true);
          if (less === true) expect(wider).toBe(true);
          // What no operand is missing for never becomes a failure, either.
          if (exact !== false && less === false) expect(exact).toBe('missing');
        },
      ),
      { numRuns: 500 },
    );
  });
});

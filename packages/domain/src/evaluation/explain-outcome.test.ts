import { describe, expect, it } from 'vitest';
import { cellMap, type Cell } from '../cell/cell.ts';
import { both, sampleForm, sampleNumber, sampleRule } from '../form/sample-form.ts';
import type { UnitTraits } from '../org-unit.ts';
import { evaluateForm } from './evaluate-form.ts';
import type { EvaluationContext } from './evaluation.ts';
import { explainOutcome, type ExplainedExpression } from './explain-outcome.ts';

const sexes = { code: 'sex', label: both('sex'), options: ['f', 'm'].map((code) => ({ code, label: both(code) })) };
const elements = [
  sampleNumber('a'),
  sampleNumber('b', { when: 'a > 1' }),
  sampleNumber('both', { calculated: 'a + b' }),
  sampleNumber('share', { calculated: 'a / 0' }),
  sampleNumber('pupils', { dimension: sexes }),
  sampleNumber('left', { dimension: sexes }),
];
const form = sampleForm(
  'f',
  [{ kind: 'fields', title: both('s'), elements }],
  [
    sampleRule('equal', 'a == b'),
    sampleRule('nearly', 'a == b', { tolerance: '1' }),
    sampleRule('counted', 'a <= b', { missing: 'never_skip' }),
    sampleRule('grown', 'a >= previous("a")'),
    sampleRule('within', 'left <= pupils', { elements: ['left'], perOption: true }),
  ],
);

const unit: UnitTraits = { kind: 'school', schoolType: '211', ownership: 'public', sectionCode: null };
const period = {
  ordinal: 1,
  code: 'y',
  name: both('y'),
  short: both('y'),
  label: both('y'),
  startsOn: '2024-01-01',
  endsOn: '2024-12-31',
  yearStartsOn: '2024-01-01',
};

function explain(of: ExplainedExpression['of'], code: string, answers: Readonly<Record<string, string>>) {
  const cells = Object.entries(answers).map(([id, value]): Cell => {
    const [name = '', key = ''] = id.split('.');
    return {
      code: name,
      key,
      state: value === 'n/a' ? 'not_applicable' : 'value',
      value: value === 'n/a' ? '' : value,
    };
  });
  const context: EvaluationContext = {
    cells: cellMap(cells),
    unit,
    period,
    year: 2024,
    previous: null,
    lastYear: null,
    earlierThisYear: [],
  };
  return explainOutcome(form, context, evaluateForm(form, context), { of, code }).map(
    ({ option, is, content, missing }) =>
      [
        ...(option ? [option.code] : []),
        is,
        ...(content?.state === 'value' ? [content.value] : []),
        ...missing.map((one) => `${one.source ?? ''} ${one.code}${one.isNotApplicable ? ' n/a' : ''}`.trim()),
      ].join(': '),
  );
}

describe('how an expression comes out', () => {
  it('a rule holds, fails, or wants an answer', () => {
    expect(explain('rule', 'equal', { a: '2', b: '2' })).toEqual(['holds']);
    expect(explain('rule', 'equal', { a: '2', b: '3' })).toEqual(['fails']);
    expect(explain('rule', 'nearly', { a: '2', b: '3' })).toEqual(['holds']);
    expect(explain('rule', 'equal', { a: '2' })).toEqual(['missing: b']);
    expect(explain('rule', 'equal', { a: '1' })).toEqual(['missing: b n/a']);
    expect(explain('rule', 'counted', { a: '2' })).toEqual(['fails']);
    expect(explain('rule', 'grown', { a: '2' })).toEqual(['missing: previous a']);
    expect(explain('rule', 'lost', {})).toEqual([]);
  });

  it('each option by itself', () => {
    expect(explain('rule', 'within', { 'pupils.f': '3', 'left.f': '4', 'pupils.m': '3', 'left.m': '1' })).toEqual([
      'f: fails',
      'm: holds',
    ]);
    expect(explain('rule', 'within', { 'pupils.f': '3', 'left.f': '2' })).toEqual(['f: holds', 'm: missing: left']);
  });

  it('what is calculated has a value, or wants an answer; divided by zero it has none, and nothing is missing', () => {
    expect(explain('calculated', 'both', { a: '2', b: '3' })).toEqual(['value: 5']);
    expect(explain('calculated', 'both', { a: '2' })).toEqual(['missing: b']);
    expect(explain('calculated', 'share', { a: '2' })).toEqual(['missing']);
  });

  it('a condition asks, or doesn’t', () => {
    expect(explain('when', 'b', { a: '2' })).toEqual(['holds']);
    expect(explain('when', 'b', { a: '1' })).toEqual(['fails']);
    expect(explain('when', 'b', {})).toEqual(['missing: a']);
  });
});

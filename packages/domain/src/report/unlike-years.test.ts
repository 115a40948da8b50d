import { describe, expect, it } from 'vitest';
import { twoTerms } from '../calendar/sample-calendar.ts';
import { valuesByKey, type FigureScope } from '../figure/figure-scope.ts';
import type { IndicatorValue } from '../figure/value.ts';
import type { FigureNode, PrintedBlock, PrintedContent } from './definition.ts';
import { findUnlikeYears } from './unlike-years.ts';

const calendars = { now: twoTerms, before: twoTerms };
const last: FigureScope = { year: 'last' };

const figure = (scope?: FigureScope, indicator = 'letters'): FigureNode => ({
  type: 'figure',
  attrs: {
    id: JSON.stringify(scope ?? indicator),
    indicator,
    format: { style: 'exact' },
    unit: null,
    ...(scope ? { scope } : {}),
  },
});
const paragraph = (...parts: readonly (FigureNode | string)[]): PrintedBlock => ({
  type: 'paragraph',
  attrs: { id: 'p' },
  content: parts.map((part) => (typeof part === 'string' ? { type: 'text', text: part } : part)),
});
const said = (block: PrintedBlock): PrintedContent => ({ type: 'doc', version: 2, content: [block] });
const value = (
  scope: FigureScope | undefined,
  answered: number,
  periods: readonly number[] = [1, 2],
): IndicatorValue => ({
  code: 'letters',
  ...(scope ? { scope } : {}),
  numerator: '20',
  denominator: null,
  value: '20',
  texts: [],
  answered,
  expected: 10,
  periods,
});
const reasons = (content: PrintedContent, ...values: readonly IndicatorValue[]): readonly string[] =>
  findUnlikeYears(content, valuesByKey(values), calendars).map(({ reason }) => reason);

describe('this year beside last year', () => {
  const sentence = said(paragraph('收到', figure(), '，上年', figure(last), '。'));

  it('is like for like where both are whole and of the same days', () => {
    expect(reasons(sentence, value(undefined, 10), value(last, 10))).toEqual([]);
    expect(reasons(sentence, value(undefined, 10), value(last, 9))).toEqual(['not_like_with_like']);
    expect(reasons(sentence, value(undefined, 10, [1]), value(last, 10))).toEqual(['other_periods']);
  });

  it('is compared by whoever reads both in one sentence, or one row', () => {
    const apart = said(paragraph('收到', figure(), '。上年', figure(last), '。'));
    expect(reasons(apart, value(undefined, 8), value(last, 9))).toEqual([]);
    const cell = (node: FigureNode) => ({
      type: 'tableCell' as const,
      content: [{ type: 'paragraph' as const, content: [node] }],
    });
    const table: PrintedBlock = {
      type: 'table',
      attrs: { id: 't' },
      content: [{ type: 'tableRow', content: [cell(figure()), cell(figure(last))] }],
    };
    expect(reasons(said(table), value(undefined, 8), value(last, 9))).toEqual(['not_like_with_like']);
  });

  it('is the same indicator of the same part of the year', () => {
    const spring = { period: 'spring' };
    const ofSpring = said(paragraph(figure(), figure(spring), figure({ ...last, ...spring }), '。'));
    const [now, before] = [value(spring, 9, [1]), value({ ...last, ...spring }, 9, [1])];
    expect(reasons(ofSpring, value(undefined, 10), now, before)).toEqual(['not_like_with_like']);
    expect(reasons(said(paragraph(figure(undefined, 'visits'), figure(last), '。')), value(last, 9))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Operator } from './district.ts';
import { accepted, element, figure, lessons, pupils, submission, unit, valueOf } from './small-district.ts';

describe('over periods', () => {
  it('sums a flow, and takes the latest of a stock', () => {
    const submissions = [
      accepted(1, 1, { lessons: '3', pupils: '500' }),
      accepted(1, 2, { lessons: '4', pupils: '520' }),
    ];
    expect(figure({ op: 'total', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      value: '7',
      answered: 2,
      expected: 2,
      periods: [1, 2],
    });
    expect(figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions })).toMatchObject({
      value: '520',
      answered: 1,
      expected: 1,
    });
    expect(
      figure({ op: 'total', of: valueOf('pupils', { over: 'mean' }) }, { elements: [pupils], submissions }),
    ).toMatchObject({ value: '510' });
    expect(
      figure({ op: 'total', of: valueOf('lessons', { over: 'max' }) }, { elements: [lessons], submissions }),
    ).toMatchObject({ value: '4' });
    expect(
      figure({ op: 'total', of: valueOf('lessons', { over: 'min' }) }, { elements: [lessons], submissions }),
    ).toMatchObject({ value: '3' });
  });

  it('keeps a stock of a school that answered in spring and not in autumn, which is missing in autumn', () => {
    const submissions = [
      accepted(1, 1, { pupils: '500' }),
      submission(1, 2),
      accepted(2, 1, { pupils: '90' }),
      accepted(2, 2, { pupils: '100' }),
    ];
    expect(figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions })).toMatchObject({
      value: '600',
      answered: 1,
      expected: 2,
    });
  });

  it('ends the look-back at not applicable, which a flow passes over', () => {
    const submissions = [
      accepted(1, 1, { pupils: '500', lessons: '3' }),
      accepted(1, 2, { pupils: 'n/a', lessons: 'n/a' }),
    ];
    expect(figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions })).toMatchObject({
      numerator: null,
      value: null,
      answered: 1,
      expected: 1,
    });
    expect(
      figure({ op: 'total', of: valueOf('pupils', { take: 'count' }) }, { elements: [pupils], submissions }),
    ).toMatchObject({ value: '0', answered: 1 });
    expect(figure({ op: 'total', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      value: '3',
    });
  });

  it('looks at the periods of the scope alone', () => {
    const submissions = [accepted(1, 1, { pupils: '500' }), accepted(1, 2, { pupils: '520' })];
    expect(
      figure({ op: 'total', of: valueOf('pupils') }, { elements: [pupils], submissions, scope: { periods: [1] } }),
    ).toMatchObject({ value: '500' });
  });
});

describe('over reporters', () => {
  it('divides the sum of the numerators by the sum of the denominators', () => {
    const elements = [element('done', 'flow'), element('due', 'flow')];
    const ratio: Operator = { op: 'ratio', of: valueOf('done'), per: valueOf('due') };
    const submissions = [accepted(1, 1, { done: '1', due: '2' }), accepted(2, 1, { done: '99', due: '100' })];
    expect(figure(ratio, { elements, submissions })).toMatchObject({
      numerator: '100',
      denominator: '102',
      value: '0.98039215686274509803',
    });
    expect(figure(ratio, { elements, submissions, factor: '100' })).toMatchObject({ value: '98.03921568627450980392' });
    expect(figure(ratio, { elements, submissions: [accepted(1, 1, { done: '0', due: '0' })] })).toMatchObject({
      numerator: '0',
      denominator: '0',
      value: null,
    });
    expect(figure(ratio, { elements, submissions: [submission(1, 1)] })).toEqual({
      numerator: null,
      denominator: null,
      value: null,
      texts: [],
      answered: 0,
      expected: 1,
      periods: [1],
    });
  });

  it('adds nothing for a missing cell, and counts it; zero is an answer', () => {
    const submissions = [accepted(1, 1, { lessons: '2' }), accepted(2, 1, {}), accepted(3, 1, { lessons: '0' })];
    expect(figure({ op: 'total', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      value: '2',
      answered: 2,
      expected: 3,
    });
    expect(figure({ op: 'mean', of: valueOf('lessons') }, { elements: [lessons], submissions })).toMatchObject({
      numerator: '2',
      denominator: '2',
      value: '1',
    });
  });

  it('has no mean of nobody', () => {
    expect(
      figure(
        { op: 'mean', of: valueOf('lessons') },
        { elements: [lessons], submissions: [accepted(1, 1, { lessons: 'n/a' })] },
      ),
    ).toMatchObject({ numerator: null, denominator: '0', value: null, answered: 1, expected: 1 });
  });

  it('weighs where both sides have a number', () => {
    const elements = [element('score', 'flow'), element('heads', 'flow')];
    const submissions = [
      accepted(1, 1, { score: '80', heads: '1' }),
      accepted(2, 1, { score: '90', heads: '3' }),
      accepted(3, 1, { score: '10' }),
    ];
    expect(
      figure({ op: 'weighted_mean', of: valueOf('score'), weight: valueOf('heads') }, { elements, submissions }),
    ).toMatchObject({ numerator: '350', denominator: '4', value: '87.5', answered: 2, expected: 3 });
  });

  it('finds the least, the greatest, and the middle', () => {
    const submissions = [
      accepted(1, 1, { lessons: '-1.5' }),
      accepted(2, 1, { lessons: '4' }),
      accepted(3, 1, { lessons: '2' }),
    ];
    const of = valueOf('lessons');
    expect(figure({ op: 'min', of }, { elements: [lessons], submissions })).toMatchObject({
      numerator: '-1.5',
      denominator: null,
      value: '-1.5',
    });
    expect(figure({ op: 'max', of }, { elements: [lessons], submissions, factor: '1000' })).toMatchObject({
      numerator: '4',
      value: '4000',
    });
    expect(figure({ op: 'median', of }, { elements: [lessons], submissions })).toMatchObject({ value: '2' });
    expect(figure({ op: 'median', of }, { elements: [lessons], submissions: submissions.slice(0, 2) })).toMatchObject({
      value: '1.25',
    });
    expect(figure({ op: 'median', of }, { elements: [lessons], submissions: [] })).toMatchObject({
      numerator: null,
      value: null,
    });
  });

  it('counts by one predicate on what the year came to', () => {
    const submissions = [
      accepted(1, 1, { lessons: '1' }),
      accepted(1, 2, { lessons: '2' }),
      accepted(2, 1, { lessons: '2' }),
      accepted(3, 1, { lessons: 'n/a' }),
    ];
    const counting = (op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte', value: string): Operator => ({
      op: 'total',
      of: valueOf('lessons', { take: 'count', where: { op, value } }),
    });
    expect(figure(counting('gte', '3'), { elements: [lessons], submissions })).toMatchObject({
      value: '1',
      answered: 4,
    });
    expect(figure(counting('lt', '3.0'), { elements: [lessons], submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('eq', '2.00'), { elements: [lessons], submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('gt', '9'), { elements: [lessons], submissions })).toMatchObject({ value: '0' });
    expect(figure(counting('gt', '9'), { elements: [lessons], submissions: [submission(1, 1)] })).toMatchObject({
      value: null,
      expected: 1,
    });
  });

  it('counts choices by their code, and booleans as 0 and 1', () => {
    const elements = [element('state', 'flow', { type: 'choice' }), element('has', 'stock', { type: 'boolean' })];
    const submissions = [
      accepted(1, 1, { state: 'none', has: 'false' }),
      accepted(1, 2, { state: 'done', has: 'true' }),
      accepted(2, 1, { state: 'none', has: 'false' }),
    ];
    const counting = (code: string, op: 'eq' | 'ne' | 'gt', value: string): Operator => ({
      op: 'total',
      of: valueOf(code, { take: 'count', where: { op, value } }),
    });
    expect(figure(counting('state', 'eq', 'none'), { elements, submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('state', 'ne', 'none'), { elements, submissions })).toMatchObject({ value: '1' });
    expect(figure(counting('state', 'gt', 'a'), { elements, submissions })).toMatchObject({ value: '0' });
    expect(figure(counting('has', 'eq', 'true'), { elements, submissions })).toMatchObject({ value: '1' });
    expect(figure({ op: 'mean', of: valueOf('has') }, { elements, submissions })).toMatchObject({
      numerator: '1',
      denominator: '2',
      value: '0.5',
    });
  });

  it('lists each text once, in the order of code points; an empty list is an answer', () => {
    const elements = [element('names', 'flow', { type: 'text' })];
    const submissions = [
      accepted(1, 1, { names: ['𠮷', '模拟法庭'] }),
      accepted(1, 2, { names: ['（试点）'] }),
      accepted(2, 1, { names: ['模拟法庭'] }),
      accepted(3, 1, { names: [] }),
    ];
    expect(figure({ op: 'list', element: 'names' }, { elements, submissions })).toEqual({
      numerator: '3',
      denominator: null,
      value: '3',
      texts: ['模拟法庭', '（试点）', '𠮷'],
      answered: 4,
      expected: 4,
      periods: [1, 2],
    });
    expect(figure({ op: 'distinct', element: 'names' }, { elements, submissions: submissions.slice(3) })).toMatchObject(
      { value: '0', texts: [], answered: 1 },
    );
    expect(figure({ op: 'distinct', element: 'names' }, { elements, submissions: [submission(1, 1)] })).toMatchObject({
      numerator: null,
      value: null,
    });
    const units = [unit(1), unit(2, { closesOn: '2025-08-31' })];
    const standing = [element('names', 'stock', { type: 'text' })];
    expect(
      figure({ op: 'list', element: 'names' }, { elements, units, submissions: submissions.slice(2, 3) }),
    ).toMatchObject({ texts: ['模拟法庭'], expected: 1 });
    // A stock takes the latest answer, a list's too: what spring named and autumn doesn't is gone.
    expect(figure({ op: 'list', element: 'names' }, { elements: standing, units, submissions })).toMatchObject({
      texts: ['（试点）'],
      answered: 1,
      expected: 1,
    });
    expect(
      figure({ op: 'list', element: 'names' }, { elements: standing, units, submissions: submissions.slice(2, 3) }),
    ).toMatchObject({ value: null, texts: [], expected: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import type { DataElement } from '../form/definition.ts';
import type { IndicatorDefinition, IndicatorOperator } from '../indicator/definition.ts';
import { intersectUnits } from '../org-unit.ts';
import { indicatorOfElement, restrictToOption, restrictToUnits } from './slice-indicator.ts';

const label = (zh: string) => ({ zh, en: zh });
const options = ['leave', 'lost'].map((code) => ({ code, label: label(code) }));
const element = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: label(code),
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});
const elements = new Map(
  [
    element('pupils'),
    element('key_pupils', { dimension: { code: 'category', label: label('类别'), options } }),
    element('checks', { dimension: { code: 'category', label: label('类别'), options } }),
    element('charter', { type: 'choice', options }),
  ].map((one) => [one.code, one]),
);
const indicator = (operator: IndicatorOperator, more: Partial<IndicatorDefinition> = {}): IndicatorDefinition => ({
  code: 'one',
  group: 'g',
  label: label(''),
  unit: label(''),
  operator,
  decimals: 0,
  coverageFloor: '0.9',
  format: { style: 'exact' },
  comparable: true,
  moreIsBetter: null,
  ...more,
});
const at = (dimension: string, option: string) => (definition: IndicatorDefinition) =>
  restrictToOption(definition, { dimension, option }, (code) => elements.get(code))?.operator;

describe('an indicator of one option', () => {
  const sum = (code: string, keys?: readonly string[]) => ({
    element: code,
    take: 'sum' as const,
    ...(keys ? { keys } : {}),
  });

  it('restricts both sides where both come apart, and its own alone where the other doesn’t', () => {
    expect(
      at('category', 'leave')(indicator({ op: 'ratio', of: sum('key_pupils'), per: sum('checks'), factor: '100' })),
    ).toMatchObject({ of: { keys: ['leave'] }, per: { keys: ['leave'] } });
    expect(
      at('category', 'leave')(indicator({ op: 'ratio', of: sum('key_pupils'), per: sum('pupils'), factor: '100' })),
    ).toMatchObject({ of: { keys: ['leave'] }, per: sum('pupils') });
  });

  it('says nothing where it doesn’t come apart, or counts other options', () => {
    expect(at('category', 'leave')(indicator({ op: 'total', of: sum('pupils') }))).toBeUndefined();
    expect(at('category', 'leave')(indicator({ op: 'total', of: sum('key_pupils', ['lost']) }))).toBeUndefined();
    expect(at('category', 'other')(indicator({ op: 'total', of: sum('key_pupils') }))).toBeUndefined();
    expect(at('category', 'leave')(indicator({ op: 'distinct', of: { element: 'key_pupils' } }))).toBeUndefined();
  });

  it('counts who gave one answer to a choice', () => {
    const count = (where?: { op: 'eq' | 'ne'; value: string }) =>
      indicator({ op: 'total', of: { element: 'charter', take: 'count', ...(where ? { where } : {}) } });
    expect(at('charter', 'lost')(count())).toMatchObject({ of: { where: { op: 'eq', value: 'lost' } } });
    expect(at('charter', 'lost')(count({ op: 'ne', value: 'leave' }))).toMatchObject({
      of: { where: { op: 'eq', value: 'lost' } },
    });
    expect([
      at('charter', 'lost')(count({ op: 'eq', value: 'leave' })),
      at('charter', 'lost')(count({ op: 'ne', value: 'lost' })),
    ]).toEqual([undefined, undefined]);
  });
});

describe('an indicator of fewer units', () => {
  it('asks for what both filters ask', () => {
    expect(
      intersectUnits(
        { kinds: ['school'], exceptSchoolTypes: ['111'] },
        { schoolTypes: ['211'], exceptSchoolTypes: ['218'], ownership: 'public', group: 'rural' },
      ),
    ).toEqual({
      kinds: ['school'],
      schoolTypes: ['211'],
      exceptSchoolTypes: ['111', '218'],
      ownership: 'public',
      group: 'rural',
    });
    expect(intersectUnits({ kinds: ['school'] }, { kinds: ['section'] })).toBeUndefined();
    expect(intersectUnits({ ownership: 'public' }, { ownership: 'private' })).toBeUndefined();
  });

  it('takes of two types, of which one is of the other, the narrower', () => {
    expect(intersectUnits({ schoolTypes: ['2', '311'] }, { schoolTypes: ['211.bureau_1', '3'] })).toEqual({
      schoolTypes: ['311', '211.bureau_1'],
    });
    expect(intersectUnits({ schoolTypes: ['211'] }, { schoolTypes: ['218'] })).toBeUndefined();
  });

  it('refuses two groups at once, naming the indicator', () => {
    const own = indicator({ op: 'total', of: { element: 'pupils', take: 'sum' } }, { children: { group: 'rural' } });
    expect(restrictToUnits(own, { group: 'rural' })?.children).toEqual({ group: 'rural' });
    expect(() => restrictToUnits(own, { group: 'boarding' })).toThrow('analysis.two_groups');
  });
});

it('takes an element as it stands', () => {
  const operatorOf = (more: Partial<DataElement>) => indicatorOfElement(element('x', more))?.operator;
  expect(operatorOf({})).toEqual({ op: 'total', of: { element: 'x', take: 'sum' } });
  expect(operatorOf({ type: 'percent' })?.op).toBe('mean');
  expect(operatorOf({ type: 'boolean' })).toMatchObject({ of: { take: 'count', where: { value: 'true' } } });
  expect(operatorOf({ type: 'choice', options })).toMatchObject({ of: { take: 'count' } });
  expect([operatorOf({ type: 'narrative' }), operatorOf({ type: 'text' })]).toEqual([undefined, undefined]);
  expect(indicatorOfElement(element('x', { type: 'money' }))?.decimals).toBe(2);
});

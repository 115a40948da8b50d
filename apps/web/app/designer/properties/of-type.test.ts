import type { DataElement, ElementType } from '@huibao/domain';
import { expect, it } from 'vitest';
import { nothingAside, ofType } from './of-type.ts';

const label = { zh: '项', en: 'Item' };
const types: readonly ElementType[] = [
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
];

const through = (element: DataElement, way: readonly ElementType[]): DataElement =>
  way.reduce<ReturnType<typeof ofType>>(([one, aside], type) => ofType(one, type, aside), [element, nothingAside])[0];

it('an element that goes through the other types comes back with all that it had', () => {
  const counted: DataElement = {
    code: 'item',
    label,
    type: 'integer',
    unit: { zh: '人', en: 'persons' },
    flow: 'flow',
    required: true,
    dimension: { code: 'kind', label, options: [{ code: 'a', label }] },
    crossedBy: [{ code: 'kind_2', label, options: [{ code: 'b', label }] }],
    min: '0',
    max: '9',
    countsPersons: true,
  };
  expect(through(counted, [...types, ...types.toReversed()])).toEqual(counted);
  const chosen: DataElement = {
    code: 'item',
    label,
    type: 'choice',
    flow: 'stock',
    required: true,
    options: [{ code: 'a', label }],
  };
  expect(through(chosen, [...types, 'choice'])).toEqual(chosen);
  const day: DataElement = { code: 'item', label, type: 'date', flow: 'stock', required: true, min: '2025-01-01' };
  expect(through(day, ['integer', 'text', 'date'])).toEqual(day);
});

it('what was taken out in the meantime stays out, and no type holds what it can’t', () => {
  const [, aside] = ofType(
    { code: 'item', label, type: 'integer', flow: 'flow', required: true, min: '0' },
    'text',
    nothingAside,
  );
  const [back, none] = ofType({ code: 'item', label, type: 'text', flow: 'flow', required: true }, 'decimal', aside);
  expect(back.min).toBe('0');
  const { min: _taken, ...without } = back;
  expect(ofType(ofType(without, 'text', none)[0], 'integer', none)[0]).not.toHaveProperty('min');
  expect(through({ ...back, decimals: 2 }, ['choice'])).toEqual({
    code: 'item',
    label,
    type: 'choice',
    flow: 'stock',
    required: true,
    options: [],
  });
});

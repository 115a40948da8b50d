import { expect, it } from 'vitest';
import { judgeableForm } from '../designing/judgeable-form.ts';
import type { Localized } from '../localized.ts';
import type { DataElement, Dimension, FormDefinition, Grid } from './definition.ts';
import { findFormIssues } from './meaning.ts';
import { nobodyElse } from './names-of-others.ts';

const both = (text: string): Localized => ({ zh: text, en: text });
const dimension = (...options: readonly string[]): Dimension => ({
  code: 'sex',
  label: both('sex'),
  options: options.map((code) => ({ code, label: both(code) })),
});
const number = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});
const divided = { dimension: dimension('girls', 'boys') };

function formOf(elements: readonly DataElement[], more: Partial<Grid> = {}): FormDefinition {
  const grid: Grid = { kind: 'grid', title: both('grid'), across: 'elements', elements, ...more };
  return {
    code: 'classes',
    number: both('1'),
    title: both('classes'),
    shortTitle: both('classes'),
    instructions: both('fill in'),
    appliesTo: {},
    sections: [{ code: 'main', title: both('main'), blocks: [grid] }],
    rules: [],
  };
}

const issuesOf = (...of: Parameters<typeof formOf>) =>
  findFormIssues(formOf(...of)).map(({ code, path }) => `${code} ${path.slice(4).join('.')}`);

it('is one table where all is broken down alike, or nothing', () => {
  expect(issuesOf([number('pupils', divided), number('injured', divided)], { total: both('total') })).toEqual([]);
  expect(issuesOf([number('pupils'), number('level', { type: 'date', flow: 'stock' })])).toEqual([]);
});

it.each([
  ['other options', { dimension: dimension('girls') }],
  ['another order of options', { dimension: dimension('boys', 'girls') }],
  ['another dimension', { dimension: { ...divided.dimension, code: 'kind' } }],
  ['one more dimension', { ...divided, crossedBy: [{ ...dimension('one'), code: 'grade' }] }],
  ['no dimension', {}],
  [
    'an option for others',
    {
      dimension: {
        ...divided.dimension,
        options: divided.dimension.options.map((one) => ({ ...one, appliesTo: { kinds: ['section' as const] } })),
      },
    },
  ],
])('is refused at the place of the element that has %s', (_, more) => {
  expect(issuesOf([number('pupils', divided), number('injured', more)])).toEqual([
    'definition.grid_uneven elements.1.dimension',
  ]);
});

it('needs options where they are to be its columns, and numbers where they are to be added up', () => {
  expect(issuesOf([number('pupils')], { across: 'options' })).toEqual(['definition.grid_undivided across']);
  const total = both('total');
  expect(issuesOf([number('pupils')], { total })).toEqual(['definition.grid_total_unfit total']);
  for (const more of [{ type: 'percent' }, { type: 'boolean', flow: 'stock' }] as const)
    expect(issuesOf([number('share', { ...divided, ...more })], { total })).toEqual([
      'definition.grid_total_unfit total',
    ]);
});

it('has no room for a narrative or a file', () => {
  expect(
    issuesOf([number('told', { type: 'narrative' }), number('proof', { type: 'attachment', flow: 'stock' })]),
  ).toEqual(['definition.grid_type_unfit elements.0.type', 'definition.grid_type_unfit elements.1.type']);
});

it('stands as lines in a trial until it is one table', () => {
  const kindOf = (...of: Parameters<typeof formOf>) =>
    judgeableForm(formOf(...of), nobodyElse).sections[0]?.blocks[0]?.kind;
  expect(kindOf([number('pupils', divided), number('injured')])).toBe('fields');
  expect(kindOf([number('pupils', { ...divided, calculated: 'nobody + 1' })])).toBe('grid');
});

import { expect, it } from 'vitest';
import type { FormDefinition, ValidationRule } from '../form/definition.ts';
import { moveToForm } from './move-to-form.ts';

const both = (text: string) => ({ zh: text, en: text });
const element = (code: string) => ({ code, label: both(code), type: 'integer', flow: 'flow', required: true }) as const;
const rule = (code: string, expression: string, elements: readonly string[]): ValidationRule => ({
  code,
  severity: 'error',
  expression,
  message: both(code),
  elements,
});
const form = (code: string, elements: readonly string[], rules: readonly ValidationRule[]): FormDefinition => ({
  code,
  number: both(code),
  title: both(code),
  shortTitle: both(code),
  instructions: both(code),
  appliesTo: {},
  sections: [
    {
      code: 'first',
      title: both('s'),
      blocks: [{ kind: 'fields', title: both('b'), elements: elements.map(element) }],
    },
  ],
  rules,
});
const parts = new Map<string, unknown>([
  ['forms/one.json', form('one', ['a', 'b'], [rule('r', 'a > 0', ['a']), rule('s', 'a > b', ['a', 'b'])])],
  ['forms/two.json', form('two', ['c'], [rule('r', 'c > 0', ['c'])])],
]);
const list = ['sections', 0, 'blocks', 0, 'elements'] as const;

it('a question goes to another form with the rules that mark it alone; other rules stay and read it there', () => {
  const made = moveToForm(
    parts,
    { part: 'forms/one.json', path: [...list, 0] },
    { part: 'forms/two.json', path: [...list, 1] },
  );
  expect(made.get('forms/one.json')).toEqual(form('one', ['b'], [rule('s', 'a > b', ['b'])]));
  expect(made.get('forms/two.json')).toEqual(
    form('two', ['c', 'a'], [rule('r', 'c > 0', ['c']), { ...rule('r', 'a > 0', ['a']), code: 'r_2' }]),
  );
});

it('a section that goes to another form has a code of its own there', () => {
  const made = moveToForm(
    parts,
    { part: 'forms/one.json', path: ['sections', 0] },
    { part: 'forms/two.json', path: ['sections', 0] },
  );
  const { sections, rules } = made.get('forms/two.json') as FormDefinition;
  expect(sections.map(({ code }) => code)).toEqual(['first_2', 'first']);
  expect(rules.map(({ code }) => code)).toEqual(['r', 'r_2', 's']);
});

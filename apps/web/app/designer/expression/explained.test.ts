import type { FormDefinition } from '@huibao/domain';
import { expect, it } from 'vitest';
import { explainedAt, sectionOfRule } from './explained.ts';

const both = (zh: string) => ({ zh, en: zh });
const section = (code: string, element: string) => ({
  code,
  title: both(code),
  blocks: [
    {
      kind: 'fields' as const,
      title: both(code),
      elements: [
        {
          code: element,
          label: both(element),
          type: 'integer' as const,
          flow: 'flow' as const,
          required: false,
          calculated: '1 + 1',
          when: 'a > 0',
        },
      ],
    },
  ],
});
const form: FormDefinition = {
  code: 'f',
  number: both('1'),
  title: both('f'),
  shortTitle: both('f'),
  instructions: both('f'),
  appliesTo: {},
  sections: [section('one', 'a'), section('two', 'b')],
  rules: [{ code: 'r', severity: 'error', expression: 'b > 0', message: both('r'), elements: ['b'] }],
};

it('a rule is tried in the section that it reads', () => {
  expect(explainedAt(form, ['rules', 0])).toEqual([{ of: 'rule', code: 'r', source: 'b > 0' }]);
  expect(sectionOfRule(form, ['rules', 0])).toBe(1);
  const unreadable = { ...form, rules: [{ ...form.rules[0]!, expression: 'b >' }] };
  expect(sectionOfRule(unreadable, ['rules', 0])).toBe(1);
});

it('what was just added and isn’t drawn yet has nothing to be tried', () => {
  for (const path of [['rules', 1], ['rules'], ['sections', 2, 'blocks', 0, 'elements', 0], []]) {
    expect(explainedAt(form, path)).toEqual([]);
    expect(sectionOfRule(form, path)).toBe(0);
  }
});

it('a question by what it is calculated and asked', () => {
  const found = explainedAt(form, ['sections', 0, 'blocks', 0, 'elements', 0]);
  expect(found.map(({ of, source }) => `${of} ${source}`)).toEqual(['calculated 1 + 1', 'when a > 0']);
});

import { expect, it } from 'vitest';
import type { DataElement, FormDefinition } from '../form/definition.ts';
import { nobodyElse } from '../form/names-of-others.ts';
import type { Localized } from '../localized.ts';
import { judgeableForm } from './judgeable-form.ts';

const both = (text: string): Localized => ({ zh: text, en: text });
const divided = {
  dimension: { code: 'sex', label: both('sex'), options: [{ code: 'girls', label: both('girls') }] },
};
const number = (code: string, more: Partial<DataElement> = {}): DataElement => ({
  code,
  label: both(code),
  type: 'integer',
  flow: 'flow',
  required: true,
  ...more,
});

function kindOf(elements: readonly DataElement[]): string | undefined {
  const form: FormDefinition = {
    code: 'classes',
    number: both('1'),
    title: both('classes'),
    shortTitle: both('classes'),
    instructions: both('fill in'),
    appliesTo: {},
    sections: [
      {
        code: 'main',
        title: both('main'),
        blocks: [{ kind: 'grid', title: both('grid'), across: 'elements', elements }],
      },
    ],
    rules: [],
  };
  return judgeableForm(form, nobodyElse).sections[0]?.blocks[0]?.kind;
}

it('a grid stands as lines in a trial until it is one table', () => {
  expect(kindOf([number('pupils', divided), number('injured')])).toBe('fields');
  expect(kindOf([number('pupils', { ...divided, calculated: 'nobody + 1' })])).toBe('grid');
});

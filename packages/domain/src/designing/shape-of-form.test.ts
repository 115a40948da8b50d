import { describe, expect, it } from 'vitest';
import type { FormDefinition } from '../form/definition.ts';
import { formShapeSchema } from '../form/schema.ts';
import { shapeFaults } from '../package/shape-faults.ts';
import { faultsOfFormShape } from './shape-of-form.ts';

const both = (text: string) => ({ zh: text, en: text });
const element = (code: string) => ({ code, label: both(code), type: 'integer', flow: 'flow', required: true }) as const;
const form: FormDefinition = {
  code: 'form',
  number: both('1'),
  title: both('title'),
  shortTitle: both('title'),
  instructions: both('text'),
  appliesTo: {},
  sections: [
    { code: 'first', title: both('first'), blocks: [{ kind: 'fields', title: both('a'), elements: [element('one')] }] },
  ],
  rules: [{ code: 'rule', severity: 'error', expression: 'one > 0', message: both('m'), elements: ['one'] }],
  retired: [{ kind: 'fields', title: both('b'), elements: [element('two')] }],
};
const [section] = form.sections;
const [rule] = form.rules;

const broken = {
  nothing: form,
  'a label': { ...form, sections: [{ ...section, blocks: [{ kind: 'fields', title: both(''), elements: [] }] }] },
  'a code': {
    ...form,
    sections: [{ ...section, blocks: [{ kind: 'fields', title: both('a'), elements: [element('1')] }] }],
  },
  'an unknown kind': { ...form, sections: [{ ...section, blocks: [{ kind: 'other' }] }] },
  'a section without blocks': { ...form, sections: [{ ...section, blocks: [] }] },
  'a key too many': { ...form, more: 1, sections: [{ ...section, more: 2 }] },
  'a rule': { ...form, rules: [{ ...rule, expression: '' }] },
  'what is retired': {
    ...form,
    retired: [{ kind: 'fields', title: both('b'), elements: [{ ...element('two'), type: 'x' }] }],
  },
  'no section at all': { ...form, sections: [], retired: [] },
};

describe('the shape of a form that is being built', () => {
  it.each(Object.entries(broken))('is told piece by piece as it is of the whole: %s', (_what, value) => {
    const whole = formShapeSchema.safeParse(value, { reportInput: true });
    const faults = whole.success ? [] : shapeFaults(whole.error.issues);
    const inOrder = (list: readonly object[]) => list.map((fault) => JSON.stringify(fault)).toSorted();
    expect(inOrder(faultsOfFormShape(value as unknown as FormDefinition))).toEqual(inOrder(faults));
  });
});

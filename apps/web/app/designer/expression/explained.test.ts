import type { FormDefinition } from '@huibao/domain';
import { expect, it } from 'vitest';
import { explainedAt, sectionOfRule } from './explained.ts';

const form = { sections: [], rules: [] } as unknown as FormDefinition;

it('has nothing to try of a rule or a question that isn’t in the form, or not yet', () => {
  expect(explainedAt(form, ['rules', 0])).toEqual([]);
  expect(sectionOfRule(form, ['rules', 0])).toBe(0);
  expect(explainedAt(form, ['sections', 0, 'blocks', 0, 'elements', 0])).toEqual([]);
});

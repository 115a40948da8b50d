import { expect, it } from 'vitest';
import { chosenAt } from './nodes.ts';

it('a fault leads to the piece that it is in: of an element that a rule marks, to the rule', () => {
  const part = 'forms/f.json';
  const form = {
    code: 'f',
    sections: [{ code: 's', blocks: [{ kind: 'fields', elements: [{ code: 'a' }] }] }],
    rules: [{ code: 'r', elements: ['gone'] }],
  };
  const parts = new Map([[part, form]]);
  const led = (...path: readonly (string | number)[]) => chosenAt(parts, { part, path }).path;
  expect(led('rules', 0, 'elements', 0)).toEqual(['rules', 0]);
  expect(led('rules', 0, 'expression')).toEqual(['rules', 0]);
  expect(led('sections', 0, 'blocks', 0, 'elements', 0, 'unit', 'zh')).toEqual([
    'sections',
    0,
    'blocks',
    0,
    'elements',
    0,
  ]);
});

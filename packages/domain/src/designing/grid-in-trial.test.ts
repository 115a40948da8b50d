import { expect, it } from 'vitest';
import type { DataElement } from '../form/definition.ts';
import { nobodyElse } from '../form/names-of-others.ts';
import { both, sampleForm, sampleNumber } from '../form/sample-form.ts';
import { judgeableForm } from './judgeable-form.ts';

const divided = {
  dimension: { code: 'sex', label: both('sex'), options: [{ code: 'girls', label: both('girls') }] },
};

function kindOf(elements: readonly DataElement[]): string | undefined {
  const form = sampleForm('classes', [{ kind: 'grid', title: both('grid'), across: 'elements', elements }]);
  return judgeableForm(form, nobodyElse).sections[0]?.blocks[0]?.kind;
}

it('a grid stands as lines in a trial until it is one table', () => {
  expect(kindOf([sampleNumber('pupils', divided), sampleNumber('injured')])).toBe('fields');
  expect(kindOf([sampleNumber('pupils', { ...divided, calculated: 'nobody + 1' })])).toBe('grid');
});

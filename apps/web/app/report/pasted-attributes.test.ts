import { sentenceAttrsSchema } from '@huibao/domain';
import { expect, it } from 'vitest';
import { pastedAttributes } from './pasted-attributes.ts';

it('takes what a text of ours says of itself', () => {
  const attrs = { id: 'a', when: { all: [{ indicator: 'letters', is: ['zero'] }] } };
  expect(pastedAttributes(JSON.stringify(attrs), sentenceAttrsSchema)).toEqual(attrs);
});

it.each([
  undefined,
  '',
  '{',
  'null',
  '{"id":"a"}',
  '{"id":"a","when":{"all":[]}}',
  '{"id":"a","when":null,"onclick":"x"}',
])('takes nothing of a page that only looks like it: %s', (json) => {
  expect(pastedAttributes(json, sentenceAttrsSchema)).toBeNull();
});

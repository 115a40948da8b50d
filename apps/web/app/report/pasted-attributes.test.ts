import { expect, it } from 'vitest';
import { fetchCheck, needsCheck, pastedAttributes, writtenAttributes } from './pasted-attributes.ts';

const attrs = { id: 'a', when: { all: [{ indicator: 'letters', is: ['zero'] }] } };
const foreign = JSON.stringify({ ...attrs, id: 'b' });

it('knows again what this page wrote, without a schema', () => {
  const json = writtenAttributes('sentence', attrs);
  expect(pastedAttributes('sentence', json)).toEqual(attrs);
  // As something else it was never written.
  expect(pastedAttributes('case', json)).toBeNull();
});

it('takes what another page of ours wrote once it can be judged', async () => {
  const html = `<p>x<span data-sentence='${foreign}'>y</span></p>`;
  expect(pastedAttributes('sentence', foreign)).toBeNull();
  expect([needsCheck(html), needsCheck('<p data-title="1">x</p>')]).toEqual([true, false]);
  await fetchCheck();
  expect(needsCheck(html)).toBe(false);
  expect(pastedAttributes('sentence', foreign)).toEqual({ ...attrs, id: 'b' });
});

it.each([
  undefined,
  '',
  '{',
  'null',
  '{"id":"a"}',
  '{"id":"a","when":{"all":[]}}',
  '{"id":"a","when":null,"onclick":"x"}',
])('takes nothing of a page that only looks like it: %s', async (json) => {
  await fetchCheck();
  expect(pastedAttributes('sentence', json)).toBeNull();
});

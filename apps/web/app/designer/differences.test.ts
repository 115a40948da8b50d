import { expect, it } from 'vitest';
import { differencesOf } from './differences.ts';

const both = (zh: string) => ({ zh, en: zh });
const element = (code: string, label: string, more: object = {}) => ({
  code,
  label: both(label),
  type: 'integer',
  ...more,
});
const form = (...elements: readonly object[]) => ({
  code: 'f',
  title: both('表'),
  sections: [{ code: 's', title: both('基本情况'), blocks: [{ kind: 'fields', title: both('人数'), elements }] }],
});
const told = (theirs: unknown, yours: unknown) =>
  differencesOf(theirs, yours).map(({ within, key, theirs: a, yours: b }) => [
    within.map(({ zh }) => zh).join('›'),
    key,
    a,
    b,
  ]);

it('two texts of a form differ at places that have names', () => {
  expect(told(form(element('a', '甲')), form(element('a', '乙', { min: '0' })))).toEqual([
    ['基本情况›人数›甲', 'label', both('甲'), both('乙')],
    ['基本情况›人数›甲', 'min', undefined, '0'],
  ]);
});

it('a question that is in one of them only is told once, and those behind it aren’t', () => {
  const [a, b, c] = [element('a', '甲'), element('b', '乙'), element('c', '丙')];
  expect(told(form(a, b, c), form(a, c))).toEqual([['基本情况›人数›乙', null, b, undefined]]);
  expect(told(form(a, b), form(b, a))).toEqual([['基本情况›人数', 'elements', [a, b], [b, a]]]);
});

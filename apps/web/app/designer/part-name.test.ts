import { expect, it } from 'vitest';
import { namesAlong } from './part-name.ts';

const both = (zh: string) => ({ zh, en: zh });

it('a place of a form is told by the names of what it stands in', () => {
  const elements = [{ code: 'a', label: both('甲') }];
  const form = {
    title: both('表'),
    sections: [{ title: both('基本情况'), blocks: [{ title: both('人数'), elements }] }],
  };
  const told = (place: string) => namesAlong(form, place).map(({ zh }) => zh);
  expect(told('$.sections[0].blocks[0].elements[0].unit.zh')).toEqual(['基本情况', '人数', '甲']);
  expect(told('$.sections[0].blocks')).toEqual(['基本情况']);
  expect(told('$')).toEqual([]);
});

it('own wording is told by how it reads', () => {
  const words = [{ type: 'text', text: '我区共收到' }, { type: 'figure' }, { type: 'text', text: '件。' }];
  expect(namesAlong({ wordings: [{ block: 'p1', over: [], words }] }, '$.wordings[0]')).toEqual([
    both('我区共收到件。'),
  ]);
});

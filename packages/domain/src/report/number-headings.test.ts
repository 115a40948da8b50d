import { describe, expect, it } from 'vitest';
import type { Numbering, PrintedBlock, PrintedContent } from './definition.ts';
import { numberSections } from './number-headings.ts';

const text = (words: string) => [{ type: 'text', text: words } as const];
const heading = (level: 2 | 3, words: string, numbering: Numbering = 'auto'): PrintedBlock => ({
  type: 'heading',
  attrs: { id: words, level, numbering },
  content: text(words),
});
const doc = (...content: readonly PrintedBlock[]): PrintedContent => ({ type: 'doc', version: 2, content });
const filled = doc({ type: 'paragraph', attrs: { id: 'p' }, content: text('已完成。') });
const section = (words: string, level: 0 | 1 | 2, content = filled, numbering: Numbering = 'auto') => ({
  heading: words,
  level,
  numbering,
  content,
});
const headingsOf = (...sections: readonly ReturnType<typeof section>[]) =>
  numberSections(sections).map((one) => one.heading);

describe('the headings of a report', () => {
  it('have the numbers of their places, anew under each chapter', () => {
    const twelve = Array.from({ length: 12 }, () => section('学法', 2));
    expect(headingsOf(section('', 0), section('举措', 1), ...twelve, section('不足', 1), section('机制', 2))).toEqual([
      '',
      '一、举措',
      ...['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].map(
        (place) => `（${place}）学法`,
      ),
      '二、不足',
      '（一）机制',
    ]);
  });

  it('count without a gap: what isn’t printed takes no number', () => {
    expect(headingsOf(section('举措', 1), section('其他', 1, doc()), section('计划', 1))).toEqual([
      '一、举措',
      '其他',
      '二、计划',
    ]);
    // A chapter is printed for what is under it.
    expect(headingsOf(section('举措', 1, doc()), section('学法', 2))).toEqual(['一、举措', '（一）学法']);
  });

  it('may stand without a chapter above, have none, or the number that is typed', () => {
    expect(headingsOf(section('学法', 2), section('普法', 2))).toEqual(['（一）学法', '（二）普法']);
    expect(headingsOf(section('综述', 1, filled, 'none'), section('三、举措', 1, filled, 'literal'))).toEqual([
      '综述',
      '三、举措',
    ]);
  });

  it('are numbered among a section’s blocks too', () => {
    // One that was left without words isn't printed, and takes no number.
    const blocks = [
      heading(2, '学法'),
      heading(3, ' '),
      heading(3, '会前'),
      heading(3, '会后'),
      heading(2, '说明', 'none'),
    ];
    const content = doc(...blocks, heading(3, '附'), heading(2, '普法'));
    const [numbered] = numberSections([section('', 0, content)]);
    const words = numbered?.content.content.map(({ content: nodes }) =>
      (nodes ?? []).map((node) => ('text' in node ? node.text : '')).join(''),
    );
    expect(words).toEqual(['（一）学法', ' ', '1. 会前', '2. 会后', '说明', '1. 附', '（二）普法']);
  });
});

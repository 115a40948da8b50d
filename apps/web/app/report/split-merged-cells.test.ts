import { sectionContentSchema } from '@huibao/domain';
import { describe, expect, it } from 'vitest';
import { toSectionContent } from './section-state.ts';
import { splitMergedCells, type EditorNode } from './split-merged-cells.ts';

const cell = (text: string, attrs: Record<string, unknown> = {}, type = 'tableCell'): EditorNode => ({
  type,
  attrs: { colspan: 1, rowspan: 1, colwidth: null, ...attrs },
  content: [text === '' ? { type: 'paragraph' } : { type: 'paragraph', content: [{ type: 'text', text }] }],
});
const table = (...rows: readonly (readonly EditorNode[])[]): EditorNode => ({
  type: 'table',
  content: rows.map((content) => ({ type: 'tableRow', content })),
});
const textOf = (node: EditorNode): string => node.text ?? (node.content ?? []).map(textOf).join('');
const textsOf = (node: EditorNode): readonly (readonly string[])[] =>
  (node.content ?? []).map((row) => (row.content ?? []).map(textOf));

/** 单位 over two rows; 人数 over 男 and 女. */
const merged = table(
  [
    cell('单位', { rowspan: 2 }, 'tableHeader'),
    cell('人数', { colspan: 2 }, 'tableHeader'),
    cell('备注', { rowspan: 2 }),
  ],
  [cell('男'), cell('女')],
  [cell('一小'), cell('3'), cell('4'), cell('')],
);
const split = [
  ['单位', '人数', '', '备注'],
  ['', '男', '女', ''],
  ['一小', '3', '4', ''],
];

describe('a table with merged cells', () => {
  it('keeps its columns when its cells are split', () => {
    expect(textsOf(splitMergedCells(merged))).toEqual(split);
    expect(splitMergedCells(splitMergedCells(merged))).toEqual(splitMergedCells(merged));
  });

  it('keeps them through saving, as the report’s schema takes it', () => {
    const content = toSectionContent({ type: 'doc', content: [merged] });
    const saved = sectionContentSchema.parse(content);
    expect(saved.content.map((block) => textsOf(block as EditorNode))).toEqual([split]);
  });

  it('fills up rows that are too short, and asks for no more columns than there may be', () => {
    expect(textsOf(splitMergedCells(table([cell('a'), cell('b')], [cell('c')])))).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
    expect(splitMergedCells(table([cell('a', { colspan: 1_000_000 })])).content?.[0]?.content).toHaveLength(20);
  });

  it('is found within other nodes, and leaves what isn’t a table alone', () => {
    const doc: EditorNode = { type: 'doc', content: [{ type: 'paragraph' }, merged] };
    expect(splitMergedCells(doc).content?.map(({ type }) => type)).toEqual(['paragraph', 'table']);
    expect(splitMergedCells({ type: 'paragraph' })).toEqual({ type: 'paragraph' });
  });
});

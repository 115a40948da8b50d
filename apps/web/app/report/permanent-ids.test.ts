import { Schema } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { renewIds } from './permanent-ids.ts';

const attrs = { id: { default: null } };
const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: '(text | figure)*', attrs },
    cell: { group: 'block', content: 'paragraph+', attrs },
    figure: { inline: true, attrs },
    text: {},
  },
});
const { paragraph, cell, figure } = schema.nodes;

describe('the ids of a section', () => {
  it('are given to what has none or another’s, and stay with the first that had it', () => {
    const doc = schema.node('doc', null, [
      paragraph.create({ id: 'a' }, [figure.create({ id: 'f' }), figure.create({ id: 'f' })]),
      paragraph.create({ id: 'a' }),
      paragraph.create(),
      cell.create({ id: 'f' }, [paragraph.create(null, [figure.create({ id: 'f' })])]),
    ]);
    const state = EditorState.create({ doc });
    const next = state.apply(renewIds(state)!);
    const blocks = next.doc.children.map((block) => String(block.attrs.id));
    const figures: string[] = [];
    next.doc.descendants((node) => {
      if (node.type === figure) figures.push(String(node.attrs.id));
    });
    expect([blocks[0], blocks[3], figures[0]]).toEqual(['a', 'f', 'f']);
    expect([new Set(blocks).size, new Set(figures).size]).toEqual([4, 3]);
    expect([...blocks, ...figures].every((id) => /^[\w-]+$/.test(id) && id !== 'null')).toBe(true);
    // The lines of a cell are no blocks.
    expect(next.doc.child(3).firstChild?.attrs.id).toBeNull();
    expect(renewIds(next)).toBeNull();
  });
});

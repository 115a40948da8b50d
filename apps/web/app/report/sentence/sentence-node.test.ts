import { Schema, type Node } from '@tiptap/pm/model';
import { EditorState, TextSelection, type Command } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { deleteFirstWithin, deleteLastWithin } from './sentence-node.ts';

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: '(text | sentence)*' },
    sentence: { group: 'inline', inline: true, content: '(text | figure)*' },
    figure: { inline: true, leafText: () => '〓' },
    text: { group: 'inline' },
  },
});
const { paragraph, sentence, figure } = schema.nodes;

function press(command: Command, content: readonly Node[], at: number): readonly [boolean, string] {
  const doc = schema.node('doc', null, [paragraph.create(null, content)]);
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, at) });
  let next = state;
  const isTaken = command(state, (tr) => {
    next = state.apply(tr);
  });
  return [isTaken, next.doc.firstChild!.children.map((node) => `${node.type.name[0]}:${node.textContent}`).join(' ')];
}

describe('a key beside a conditional sentence', () => {
  const words = [schema.text('前'), sentence.create(null, [figure.create(), schema.text('学法')]), schema.text('后')];
  const behind = 2 + words[1]!.nodeSize;

  it('takes what stands next in it, and not the sentence', () => {
    expect(press(deleteLastWithin, words, behind)).toEqual([true, 't:前 s:〓学 t:后']);
    expect(press(deleteFirstWithin, words, 2)).toEqual([true, 't:前 s:学法 t:后']);
  });

  it('takes the sentence with its last word, and leaves other text to the editor', () => {
    const one = [schema.text('前'), sentence.create(null, [schema.text('学')])];
    expect(press(deleteLastWithin, one, 5)).toEqual([true, 't:前']);
    expect(press(deleteFirstWithin, one, 2)).toEqual([true, 't:前']);
    expect(press(deleteLastWithin, words, 2)).toEqual([false, 't:前 s:〓学法 t:后']);
    expect(press(deleteFirstWithin, words, behind)).toEqual([false, 't:前 s:〓学法 t:后']);
  });
});

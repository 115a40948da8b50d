import type { Editor } from '@tiptap/react';
import { history, undo } from '@tiptap/pm/history';
import { Schema } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { beginStep } from './undo-step.ts';

const schema = new Schema({ nodes: { doc: { content: 'paragraph+' }, paragraph: { content: 'text*' }, text: {} } });

/** Words typed, then a button's work beside them at the same moment, then one undo: what is left. */
function leftAfterUndo(isStep: boolean): string {
  let state = EditorState.create({ schema, plugins: [history()] });
  const view = {
    dispatch: (tr: Transaction) => {
      state = state.apply(tr);
    },
  };
  view.dispatch(state.tr.insertText('学法', 1));
  if (isStep) beginStep({ state, view } as unknown as Editor);
  view.dispatch(state.tr.insertText('12次', 3));
  undo(state, view.dispatch);
  return state.doc.textContent;
}

it('is undone by itself, and what was typed right before it stays', () => {
  expect([leftAfterUndo(true), leftAfterUndo(false)]).toEqual(['学法', '']);
});

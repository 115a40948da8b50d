import { Node, type Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { newNodeId } from './new-node-id.ts';
import { beginStep } from './undo-step.ts';

/** 表题: a line above the table that follows it. */
export const tableTitleNode = Node.create({
  name: 'tableTitle',
  group: 'block',
  content: 'inline*',
  marks: '',
  defining: true,
  parseHTML: () => [{ tag: 'p[data-table-title]', priority: 60 }],
  renderHTML: () => ['p', { 'data-table-title': '', class: 'table-title' }, 0],
});

/** Puts the cursor into the title of the table around it; where there is none, one is made. */
export function goToTableTitle(editor: Editor): void {
  const { $from } = editor.state.selection;
  const table = $from.depth > 0 ? $from.node(1) : null;
  if (table?.type.name !== 'table') return;
  const at = $from.before(1);
  const { tr, schema, doc } = editor.state;
  const before = doc.resolve(at).nodeBefore;
  const isThere = before?.type.name === 'tableTitle';
  if (!isThere) {
    beginStep(editor);
    tr.insert(at, schema.node('tableTitle', { id: newNodeId() }));
  }
  const end = isThere ? at - 1 : at + 1;
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView());
  editor.view.focus();
}

import type { Editor } from '@tiptap/core';

/** A table behind what the cursor stands in, whose words stay whole; the cursor goes into its first cell. */
export function insertTable(editor: Editor): void {
  const { $from, to } = editor.state.selection;
  const end = $from.depth > 0 ? $from.end(1) : to;
  editor.chain().setTextSelection(end).insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
}

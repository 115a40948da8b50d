import type { Editor } from '@tiptap/react';
import { closeHistory } from '@tiptap/pm/history';

/**
 * What comes next is undone by itself: a button pressed right after typing would otherwise be one step with the words
 * that were typed, and go with them.
 */
export function beginStep(editor: Editor): void {
  editor.view.dispatch(closeHistory(editor.state.tr));
}

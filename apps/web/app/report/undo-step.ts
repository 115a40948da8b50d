import type { Editor } from '@tiptap/react';
import type { Transaction } from '@tiptap/pm/state';
import { closeHistory } from '@tiptap/pm/history';

const step = 'step';

/**
 * What comes next is undone by itself: a button pressed right after typing would otherwise be one step with the words
 * that were typed, and go with them.
 */
export function beginStep(editor: Editor): void {
  editor.view.dispatch(closeHistory(editor.state.tr).setMeta(step, true));
}

/**
 * What a button does to the text, as a step of its own; then the keys are the text's again. At once: what the editor's
 * own `focus` leaves to the next frame, the first key of a quick typist overtakes.
 */
export function actInText(editor: Editor, work: (editor: Editor) => void): void {
  beginStep(editor);
  work(editor);
  editor.view.focus();
  editor.commands.scrollIntoView();
}

/** Whether what follows is a step of its own, to who keeps steps elsewhere than the editor does. */
export function beginsStep(tr: Transaction): boolean {
  return tr.getMeta(step) === true;
}

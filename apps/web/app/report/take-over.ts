import type { Editor } from '@tiptap/react';
import { AllSelection, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { flushSync } from 'react-dom';

/** A place in a text, in px from its box's upper left corner. */
export interface Spot {
  readonly left: number;
  readonly top: number;
}

export interface Pasted {
  readonly text: string;
  readonly html: string;
}

/** What somebody did at a text before its editor was there. */
export interface TurnedTo {
  readonly box: HTMLElement;
  /** Where it was pressed, or where a selection begins and ends; null, and it was come to from the keyboard. */
  readonly anchor: Spot | null;
  readonly head: Spot | null;
  /** Words, keys and what was pasted, in their order. */
  readonly played: readonly (string | globalThis.KeyboardEvent | Pasted)[];
  /** Holds what was typed last, and the focus if that hasn't gone elsewhere. */
  readonly field: HTMLTextAreaElement;
}

/** The editor goes on from there: the caret where the text was pressed, and all that was typed. */
export function takeOver(editor: Editor, { box, anchor, head, played, field }: TurnedTo): void {
  const { view } = editor;
  const hasFocus = document.activeElement === field;
  if (anchor && head) {
    const selection = selectionAt(view, box, anchor, head);
    if (selection) view.dispatch(view.state.tr.setSelection(selection));
  }
  if (hasFocus) view.focus();
  if (!view.editable) return;
  // Each is drawn before the next, as it is when somebody types: Enter chooses what the list offers by then.
  for (const one of [...played, ...field.value.split(/(\n)/)])
    flushSync(() => {
      if (typeof one === 'string') type(view, one);
      else if ('html' in one) paste(view, one);
      else play(view, one);
    });
  if (hasFocus) view.dispatch(view.state.tr.scrollIntoView());
}

function type(view: EditorView, words: string): void {
  if (words === '\n') press(view, { key: 'Enter', code: 'Enter' });
  else if (words !== '') {
    const { from, to } = view.state.selection;
    const insert = () => view.state.tr.insertText(words);
    if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, words, insert))) view.dispatch(insert());
  }
}

function paste(view: EditorView, { text, html }: Pasted): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  if (html) clipboardData.setData('text/html', html);
  view.dom.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}

function selectionAt(view: EditorView, box: HTMLElement, anchor: Spot, head: Spot): Selection | null {
  const { left, top } = box.getBoundingClientRect();
  const find = (spot: Spot) => view.posAtCoords({ left: left + spot.left, top: top + spot.top });
  const [begun, ended] = [find(anchor), find(head)];
  if (!begun || !ended) return null;
  const { doc } = view.state;
  // What is pressed as a whole is chosen as a whole.
  if (anchor === head && begun.inside >= 0 && doc.nodeAt(begun.inside)?.type.name === 'figure')
    return NodeSelection.create(doc, begun.inside);
  return TextSelection.between(doc.resolve(begun.pos), doc.resolve(ended.pos));
}

/** True where the editor took the key for itself. */
function press(view: EditorView, key: KeyboardEventInit): boolean {
  return !view.dom.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true }));
}

const ways: Readonly<Record<string, 'backward' | 'forward'>> = {
  ArrowLeft: 'backward',
  ArrowUp: 'backward',
  Home: 'backward',
  Backspace: 'backward',
  ArrowRight: 'forward',
  ArrowDown: 'forward',
  End: 'forward',
  Delete: 'forward',
};

/** A key as it would have been pressed here: what the editor leaves to the browser is done as the browser does it. */
function play(view: EditorView, key: globalThis.KeyboardEvent): void {
  const { key: name, code, ctrlKey, metaKey, shiftKey, altKey } = key;
  if (press(view, { key: name, code, ctrlKey, metaKey, shiftKey, altKey })) return;
  const isWhole = ctrlKey || metaKey;
  if (isWhole && name.toLowerCase() === 'a') {
    view.dispatch(view.state.tr.setSelection(new AllSelection(view.state.doc)));
    return;
  }
  const way = ways[name];
  const caret = document.getSelection();
  if (!way || !caret) return;
  if ((name === 'Home' || name === 'End') && isWhole) {
    const { doc, selection } = view.state;
    const edge = name === 'Home' ? Selection.atStart(doc) : Selection.atEnd(doc);
    const next = shiftKey ? TextSelection.between(selection.$anchor, edge.$head) : edge;
    view.dispatch(view.state.tr.setSelection(next));
    return;
  }
  const isErasing = name === 'Backspace' || name === 'Delete';
  const by =
    name === 'Home' || name === 'End'
      ? 'lineboundary'
      : name === 'ArrowUp' || name === 'ArrowDown'
        ? 'line'
        : isWhole
          ? 'word'
          : 'character';
  if (!isErasing || view.state.selection.empty) caret.modify(shiftKey || isErasing ? 'extend' : 'move', way, by);
  if (!caret.anchorNode || !caret.focusNode || !view.dom.contains(caret.focusNode)) return;
  const { doc } = view.state;
  const [from, to] = [
    view.posAtDOM(caret.anchorNode, caret.anchorOffset),
    view.posAtDOM(caret.focusNode, caret.focusOffset),
  ];
  const { tr } = view.state;
  tr.setSelection(TextSelection.between(doc.resolve(from), doc.resolve(to)));
  view.dispatch(isErasing ? tr.deleteSelection() : tr);
}

import type { Condition } from '@huibao/domain';
import { Extension, Node } from '@tiptap/core';
import { chainCommands } from '@tiptap/pm/commands';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { Plugin, TextSelection, type Command } from '@tiptap/pm/state';
import { canSplit } from '@tiptap/pm/transform';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { pastedAttributes, writtenAttributes } from '../pasted-attributes.ts';
import { onRepaint } from '../repaint.ts';

/** A condition as the figures decide it now. */
export interface ConditionLook {
  readonly isPrinted: boolean;
  /** When it is printed, and that it isn't where it isn't. */
  readonly words: string;
  /** There are no figures yet to decide it: all that may be printed is shown. */
  readonly isOpen?: true;
}

type Decide = (when: Condition) => ConditionLook;

/**
 * Words under a condition, in the text where they would stand; greyed while they aren't printed. Its two edges can't be
 * typed into: without them no caret could stand beside its words and not among them.
 */
export function sentenceNode(decide: Decide) {
  return Node.create({
    name: 'sentence',
    group: 'inline',
    inline: true,
    content: '(text | figure)*',
    marks: '',
    addAttributes: () => ({ id: { default: '' }, when: { default: null } }),
    parseHTML: () => [
      {
        tag: 'span[data-sentence]',
        getAttrs: (dom) => pastedAttributes('sentence', dom.dataset.sentence) ?? false,
      },
    ],
    renderHTML: ({ node }) => ['span', { 'data-sentence': writtenAttributes('sentence', node.attrs) }, 0],
    addKeyboardShortcuts() {
      const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch);
      return {
        Enter: run(splitAround),
        Backspace: run(chainCommands(deleteBefore, deleteLastWithin)),
        Delete: run(chainCommands(deleteAfter, deleteFirstWithin)),
      };
    },
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement('span');
        const words = document.createElement('span');
        dom.append(edge(), words, edge());
        let when = node.attrs.when as Condition;
        const draw = (): void => {
          const look = decide(when);
          dom.className = look.isPrinted ? 'sentence' : 'sentence unprinted';
          dom.title = look.words;
        };
        dom.dataset.painted = 'sentence';
        onRepaint(dom, draw);
        draw();
        return {
          dom,
          contentDOM: words,
          ignoreMutation: (change) => change.type !== 'selection' && !words.contains(change.target),
          update: (next) => {
            if (next.type.name !== 'sentence') return false;
            when = next.attrs.when as Condition;
            draw();
            return true;
          },
        };
      },
  });
}

export function edge(): HTMLElement {
  const dom = document.createElement('span');
  dom.className = 'edge';
  dom.contentEditable = 'false';
  return dom;
}

/** Nodes that hold words amid a paragraph: keys beside them and among them mean the same. */
const containers: ReadonlySet<string> = new Set(['sentence', 'quotation', 'ledgerItem']);

/** Enter: its two halves stand under the same condition, each in a paragraph of its own. A quotation stays whole. */
const splitAround: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!containers.has($from.parent.type.name) || !empty) return false;
  const isAtEnd = $from.parentOffset === $from.parent.content.size;
  const isAtStart = $from.parentOffset === 0;
  const at = isAtEnd ? $from.after() : isAtStart ? $from.before() : $from.pos;
  const depth = isAtEnd || isAtStart ? 1 : 2;
  if (depth === 2 && $from.parent.type.name !== 'sentence') return true;
  if (!canSplit(state.doc, at, depth)) return true;
  const tr = state.tr.split(at, depth);
  // The cursor was within it, before the place that was split.
  if (isAtEnd) tr.setSelection(TextSelection.near(tr.doc.resolve(at + 2)));
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** At its beginning, what stands before it goes; never the condition, in silence. */
const deleteBefore: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!containers.has($from.parent.type.name) || !empty || $from.parentOffset > 0) return false;
  const at = $from.before();
  const before = state.doc.resolve(at).nodeBefore;
  const size = before?.isText ? 1 : before?.isAtom ? before.nodeSize : 0;
  if (size > 0) dispatch?.(state.tr.delete(at - size, at));
  else dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at)));
  return true;
};

const deleteAfter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!containers.has($from.parent.type.name) || !empty) return false;
  if ($from.parentOffset < $from.parent.content.size) return false;
  const at = $from.after();
  const after = state.doc.resolve(at).nodeAfter;
  const size = after?.isText ? 1 : after?.isAtom ? after.nodeSize : 0;
  if (size > 0) dispatch?.(state.tr.delete(at, at + size));
  else dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at)));
  return true;
};

/** From behind it, a key takes what stands last in it: a whole sentence doesn't go at one stroke. */
export const deleteLastWithin: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const sentence = $from.nodeBefore;
  if (!empty || !sentence || !containers.has(sentence.type.name)) return false;
  const size = sizeOfKey(sentence.lastChild);
  const isAll = size >= sentence.content.size;
  const from = isAll ? $from.pos - sentence.nodeSize : $from.pos - 1 - size;
  dispatch?.(state.tr.delete(from, isAll ? $from.pos : $from.pos - 1).scrollIntoView());
  return true;
};

export const deleteFirstWithin: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const sentence = $from.nodeAfter;
  if (!empty || !sentence || !containers.has(sentence.type.name)) return false;
  const size = sizeOfKey(sentence.firstChild);
  const isAll = size >= sentence.content.size;
  const to = isAll ? $from.pos + sentence.nodeSize : $from.pos + 1 + size;
  dispatch?.(state.tr.delete(isAll ? $from.pos : $from.pos + 1, to).scrollIntoView());
  return true;
};

function sizeOfKey(node: DocumentNode | null): number {
  return node === null ? 0 : node.isText ? 1 : node.nodeSize;
}

/** Whole blocks may stand under a condition too. */
export function conditionalBlocks(decide: Decide) {
  return Extension.create({
    name: 'conditionalBlocks',
    addGlobalAttributes: () => [
      {
        types: ['paragraph', 'heading', 'table', 'tableTitle', 'case'],
        attributes: {
          when: {
            default: null,
            parseHTML: (dom) => pastedAttributes('condition', dom.dataset.when),
            renderHTML: ({ when }) => (when ? { 'data-when': writtenAttributes('condition', when as Condition) } : {}),
          },
        },
      },
    ],
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations: ({ doc }) => {
            const marks: Decoration[] = [];
            doc.forEach((block, position) => {
              const when = block.attrs.when as Condition | null;
              if (!when) return;
              const look = decide(when);
              marks.push(
                Decoration.node(position, position + block.nodeSize, {
                  class: look.isPrinted ? 'conditional' : 'conditional unprinted',
                  title: look.words,
                }),
              );
            });
            return DecorationSet.create(doc, marks);
          },
        },
      }),
    ],
  });
}

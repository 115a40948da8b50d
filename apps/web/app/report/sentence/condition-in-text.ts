import {
  figureStates,
  termsOfCondition,
  uniqueFigures,
  type Condition,
  type FigureCondition,
  type FigureRef,
  type FigureScope,
  type FigureState,
} from '@huibao/domain';
import type { Editor } from '@tiptap/react';
import type { Node as ProseNode, ResolvedPos } from '@tiptap/pm/model';
import { Fragment } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { newNodeId } from '../new-node-id.ts';
import { beginStep } from '../undo-step.ts';

/** The condition that the cursor stands under, and what can be done with it. */
export interface ChosenCondition {
  readonly of: 'sentence' | 'block';
  readonly when: Condition;
  /** Where it stands, by which another is told from it. */
  readonly position: number;
  readonly change: (when: Condition) => void;
  /** The words stay, and are printed always. */
  readonly remove: () => void;
  /** Words for when this one isn't printed, after it. */
  readonly addOther: ((words: string) => void) | null;
}

/** The innermost at the cursor: a sentence's before its block's. */
export function conditionAt(editor: Editor): ChosenCondition | null {
  const { $from } = editor.state.selection;
  const depth = depthOfSentence($from);
  if (depth !== null) return sentenceAt(editor, $from.before(depth), $from.node(depth));
  const block = $from.depth > 0 ? $from.node(1) : null;
  const when = (block?.attrs.when ?? null) as Condition | null;
  if (!when) return null;
  const position = $from.before(1);
  return {
    of: 'block',
    when,
    position,
    change: (next) => setAttribute(editor, position, next),
    remove: () => setAttribute(editor, position, null),
    addOther: null,
  };
}

function depthOfSentence($from: ResolvedPos): number | null {
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type.name === 'sentence') return depth;
  return null;
}

function sentenceAt(editor: Editor, position: number, node: ProseNode): ChosenCondition {
  const when = node.attrs.when as Condition;
  return {
    of: 'sentence',
    when,
    position,
    change: (next) => setAttribute(editor, position, next),
    remove: () => {
      beginStep(editor);
      const { tr } = editor.state;
      const standing = tr.doc.nodeAt(position);
      if (standing) editor.view.dispatch(tr.replaceWith(position, position + standing.nodeSize, standing.content));
    },
    addOther: (words) => {
      beginStep(editor);
      const { tr, schema } = editor.state;
      const standing = tr.doc.nodeAt(position);
      if (!standing) return;
      const at = position + standing.nodeSize;
      tr.insert(at, makeSentence(editor, oppositeOf(when), Fragment.from(schema.text(words))));
      tr.setSelection(TextSelection.create(tr.doc, at + 1, at + 1 + words.length));
      editor.view.dispatch(tr.scrollIntoView());
      editor.view.focus();
    },
  };
}

function setAttribute(editor: Editor, position: number, when: Condition | null): void {
  beginStep(editor);
  editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'when', when));
}

/** Holds exactly where the other doesn't. */
export function oppositeOf(condition: Condition): Condition {
  const terms = termsOfCondition(condition).map((term) => ({
    ...term,
    is: figureStates.filter((state: FigureState) => !term.is.includes(state)),
  }));
  return 'all' in condition ? { any: terms } : { all: terms };
}

export function makeSentence(editor: Editor, when: Condition, words: Fragment): ProseNode {
  return editor.state.schema.node('sentence', { id: newNodeId(), when }, words);
}

const ends = /[。！？；]/g;

/**
 * Puts what is selected, or else the sentence around the cursor, under the condition that its figures have a value;
 * where it has none, the nearest one before it is asked.
 * @param fallback asked where the block has no figure at all
 * @param words where there is nothing to put under it yet
 */
export function putUnderCondition(editor: Editor, fallback: string, words: string): void {
  const { tr, selection, schema } = editor.state;
  const { $from, $to } = selection;
  const { parent } = $from;
  if (!parent.isTextblock || parent.type.name === 'case' || !$from.sameParent($to)) return;
  const start = $from.start();
  const [from, to] = selection.empty
    ? sentenceAround(parent, $from.parentOffset)
    : [$from.parentOffset, $to.parentOffset];
  const content = from < to ? parent.slice(from, to).content : Fragment.from(schema.text(words));
  const within: FigureRef[] = [];
  const before: FigureRef[] = [];
  let isNested = false;
  parent.forEach((node, offset) => {
    const isInside = offset >= from && offset < to;
    // Neither a condition nor a quotation nor an item of the ledger stands within a condition.
    if (!node.isText && node.type.name !== 'figure' && isInside) isNested = true;
    if (node.type.name === 'figure') (isInside ? within : before).push(figureIn(node));
  });
  if (isNested) return;
  const asked = within.length > 0 ? uniqueFigures(within) : [before.at(-1) ?? { indicator: fallback }];
  const sentence = makeSentence(editor, { all: asked.map(hasSome) }, content);
  tr.replaceWith(start + from, start + to, sentence);
  const inside = start + from + 1;
  tr.setSelection(TextSelection.create(tr.doc, from < to ? inside + content.size : inside, inside + content.size));
  editor.view.dispatch(tr.scrollIntoView());
  editor.view.focus();
}

/** From the end of the sentence before to its own; words under another condition are none of it. */
function sentenceAround(parent: ProseNode, offset: number): readonly [number, number] {
  let [from, to] = [0, parent.content.size];
  parent.forEach((node, at) => {
    const stops = node.isText
      ? [...(node.text ?? '').matchAll(ends)].map(({ index }) => at + index + 1)
      : node.type.name !== 'figure'
        ? [at, at + node.nodeSize]
        : [];
    for (const stop of stops) {
      if (stop <= offset) from = Math.max(from, stop);
      else to = Math.min(to, stop);
    }
  });
  return [from, to];
}

/** The block around the cursor, under a condition or out of it. */
export function toggleBlockCondition(editor: Editor, fallback: string): void {
  const { $from } = editor.state.selection;
  if ($from.depth === 0) return;
  const block = $from.node(1);
  if (block.attrs.when) {
    setAttribute(editor, $from.before(1), null);
    return;
  }
  const within: FigureRef[] = [];
  block.descendants((node) => {
    if (node.type.name === 'figure') within.push(figureIn(node));
  });
  const asked = within.length > 0 ? uniqueFigures(within).slice(0, 20) : [{ indicator: fallback }];
  setAttribute(editor, $from.before(1), { any: asked.map(hasSome) });
}

/** What a figure of the text stands for. */
function figureIn({ attrs }: ProseNode): FigureRef {
  const scope = attrs.scope as FigureScope | null;
  return { indicator: String(attrs.indicator), ...(scope ? { scope } : {}) };
}

function hasSome({ indicator, scope }: FigureRef): FigureCondition {
  return { indicator, is: ['some'], ...(scope ? { scope } : {}) };
}

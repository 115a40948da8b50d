import type { SectionContent } from '@huibao/domain';
import { Fragment } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import type { Editor } from '@tiptap/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { toSectionContent } from '../../report/section-state.ts';
import { beginsStep } from '../../report/undo-step.ts';

/** What is typed without a pause is one step. */
const pause = 600;

interface Followed {
  readonly content: SectionContent;
  /** The block that is chosen; null where the whole section is. */
  readonly block: number | null;
  readonly onChange: (content: SectionContent, step: number) => void;
  readonly onBlock: (block: number) => void;
  /** Esc: a table keeps Tab to itself. */
  readonly onLeave: () => void;
  /** After another text was put in its place. */
  readonly onReplaced: () => void;
}

/**
 * An editor of a text that is kept elsewhere: its changes go there step by step, and a step back, or a colleague's
 * version, comes back from there. The block at the cursor is the one that is chosen.
 */
export function useFollowedText(props: Followed): {
  readonly editor: Editor | null;
  readonly onReady: (editor: Editor) => void;
  readonly onChange: (content: SectionContent) => void;
} {
  const [editor, setEditor] = useState<Editor | null>(null);
  const latest = useRef(props);
  latest.current = props;
  /** As the editor has it, which is what was kept last or came from there. */
  const own = useRef(props.content);
  const steps = useRef({ no: 0, at: 0 });

  const onChange = useCallback((content: SectionContent): void => {
    const now = Date.now();
    if (now - steps.current.at > pause) steps.current.no += 1;
    steps.current.at = now;
    own.current = content;
    latest.current.onChange(content, steps.current.no);
  }, []);

  useEffect(() => {
    if (!editor) return;
    const tell = (): void => {
      const { $from } = editor.state.selection;
      const block = $from.index(0);
      if (editor.isFocused && block !== latest.current.block && own.current.content[block])
        latest.current.onBlock(block);
    };
    const step = ({ transaction }: { readonly transaction: Parameters<typeof beginsStep>[0] }): void => {
      if (beginsStep(transaction)) steps.current.at = 0;
    };
    const { dom } = editor.view;
    const press = (event: KeyboardEvent): void => {
      // A menu that is open is closed by it, and an input method has its own. The editor's own Esc selects what is around.
      if (event.key !== 'Escape' || event.isComposing || dom.hasAttribute('aria-controls')) return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.onLeave();
    };
    dom.addEventListener('keydown', press, true);
    editor.on('transaction', step);
    editor.on('update', tell);
    editor.on('selectionUpdate', tell);
    editor.on('focus', tell);
    return () => {
      dom.removeEventListener('keydown', press, true);
      editor.off('transaction', step);
      editor.off('update', tell);
      editor.off('selectionUpdate', tell);
      editor.off('focus', tell);
    };
  }, [editor]);

  const { content, block } = props;
  useEffect(() => {
    if (!editor || content === own.current) return;
    own.current = content;
    steps.current.at = 0;
    if (show(editor, content)) latest.current.onReplaced();
  }, [editor, content]);

  useEffect(() => {
    if (!editor || block === null || block >= editor.state.doc.childCount) return;
    editor.view.dom.children[block]?.scrollIntoView({ block: 'nearest' });
    const { $from } = editor.state.selection;
    if ($from.depth > 0 && $from.index(0) === block) return;
    let at = 0;
    for (let index = 0; index < block; index += 1) at += editor.state.doc.child(index).nodeSize;
    editor.view.dispatch(editor.state.tr.setSelection(TextSelection.near(editor.state.doc.resolve(at + 1))));
  }, [editor, block]);

  return { editor, onReady: setEditor, onChange };
}

/** Another text in place of the one that is shown, with the cursor where they differ. */
function show(editor: Editor, content: SectionContent): boolean {
  const { schema, doc, tr } = editor.state;
  if (JSON.stringify(toSectionContent(doc.toJSON())) === JSON.stringify(content)) return false;
  const next = schema.topNodeType.createAndFill(null, Fragment.fromJSON(schema, content.content));
  if (!next) return false;
  const end = doc.content.findDiffEnd(next.content);
  tr.replaceWith(0, doc.content.size, next.content);
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(end?.b ?? 0, tr.doc.content.size)), -1));
  editor.view.dispatch(tr.setMeta('preventUpdate', true).scrollIntoView());
  return true;
}

import type { Condition, FigureNode, SectionContent } from '@huibao/domain';
import { EditorContent, useEditor, type Editor } from '@tiptap/react';
import { Fragment, type Node as ProseNode } from '@tiptap/pm/model';
import { NodeSelection } from '@tiptap/pm/state';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '../dates.ts';
import type { ReportSection } from '../outputs.ts';
import { sectionExtensions, type FigureLook } from './editor-schema.ts';
import type { ChoosableIndicator, FigureCatalogue } from './figure-catalogue.ts';
import { newNodeId } from './new-node-id.ts';
import { fetchCheck, needsCheck } from './pasted-attributes.ts';
import { repaint } from './repaint.ts';
import { toSectionContent } from './section-state.ts';
import { conditionAt, makeSentence, type ChosenCondition } from './sentence/condition-in-text.ts';
import type { ConditionLook } from './sentence/sentence-node.ts';
import { SectionText } from './section-text.tsx';
import { findSlash, matchingIndicators, SlashMenu, slashMenuId, type Slash } from './slash-menu.tsx';
import { actInText, beginStep } from './undo-step.ts';

/** Without a scope a figure is of the whole year. */
type ChangedFigure = Partial<Omit<FigureNode['attrs'], 'scope'>> & {
  readonly scope?: FigureNode['attrs']['scope'] | null;
};

export interface ChosenFigure {
  readonly section: string;
  readonly attrs: FigureNode['attrs'];
  /** Null where the text is only read. */
  readonly update: ((attrs: ChangedFigure) => void) | null;
}

export interface SectionEditorProps {
  readonly catalogue: FigureCatalogue;
  readonly section: Pick<ReportSection, 'code' | 'heading' | 'content'>;
  /** While two texts stand side by side: nothing is typed into one that may not stay. */
  readonly isLocked: boolean;
  readonly describe: (attrs: FigureNode['attrs']) => FigureLook;
  readonly sourceOf: (attrs: Record<string, unknown>) => string;
  readonly decide: (when: Condition) => ConditionLook;
  readonly onChange: (content: SectionContent) => void;
  readonly onFigure: (figure: ChosenFigure | null) => void;
  readonly onCondition: (condition: ChosenCondition | null) => void;
  readonly onFocus: (editor: Editor) => void;
  /** Given by who keeps the text and its steps: the editor undoes nothing, and is told of what changes from without. */
  readonly onReady?: (editor: Editor) => void;
  /** Called once it stands in the page, in the place of the text. */
  readonly onShown?: (editor: Editor) => void;
}

/** One section being written. Until the editor is there, the text stands where it will stand. */
export function SectionEditor(props: SectionEditorProps) {
  const { catalogue, section, isLocked, describe, sourceOf, decide } = props;
  const { t } = useTranslation('reports');
  const locale = useLocale();
  const container = useRef<HTMLDivElement>(null);
  const [slash, setSlash] = useState<Slash | null>(null);
  const [active, setActive] = useState(0);
  const dismissed = useRef<number | null>(null);
  const latest = useRef({ ...props, slash, active, found: [] as readonly ChoosableIndicator[] });
  const found = slash ? matchingIndicators(catalogue.indicators, slash.query, locale) : [];
  latest.current = {
    ...props,
    slash,
    active: Math.min(active, Math.max(0, found.length - 1)),
    found,
  };
  const quoted = useRef<Map<string, string> | null>(null);

  /** Above it stands whose condition the panel shows: told once, not at every key. */
  const shownCondition = useRef('');
  const tellCondition = (editor: Editor): void => {
    const found = conditionAt(editor);
    const key = found ? `${found.position} ${JSON.stringify(found.when)}` : '';
    if (key === shownCondition.current) return;
    shownCondition.current = key;
    latest.current.onCondition(found);
  };

  const tellFigure = (shown: Editor): void => {
    const { selection } = shown.state;
    const node = selection instanceof NodeSelection ? selection.node : null;
    if (node?.type.name !== 'figure') {
      latest.current.onFigure(null);
      return;
    }
    const { from } = selection;
    latest.current.onFigure({
      section: section.code,
      attrs: node.attrs as FigureNode['attrs'],
      update: (attrs) => {
        beginStep(shown);
        shown.chain().setNodeSelection(from).updateAttributes('figure', attrs).setNodeSelection(from).run();
      },
    });
  };

  const insert = (editor: Editor, at: Slash, indicator: ChoosableIndicator, isConditional: boolean): void => {
    const attrs = {
      id: newNodeId(),
      indicator: indicator.code,
      format: indicator.format,
      unit: null,
    };
    const figure = { type: 'figure', attrs };
    const isInSentence = editor.state.selection.$from.parent.type.name === 'sentence';
    const inSentence = makeSentence(
      editor,
      { all: [{ indicator: indicator.code, is: ['some'] }] },
      Fragment.from(editor.state.schema.nodeFromJSON(figure)),
    ).toJSON() as object;
    actInText(editor, (one) =>
      one
        .chain()
        .deleteRange({ from: at.from, to: at.to })
        .insertContentAt(at.from, isConditional && !isInSentence ? inSentence : figure)
        .run(),
    );
    setSlash(null);
  };

  const editor = useEditor({
    immediatelyRender: false,
    shouldRerenderOnTransaction: false,
    extensions: sectionExtensions(
      (attrs) => latest.current.describe(attrs),
      (attrs) => latest.current.sourceOf(attrs),
      (when) => latest.current.decide(when),
      t('ledgerItem'),
      props.onReady === undefined,
    ),
    content: section.content,
    editorProps: {
      attributes: {
        class: 'prose',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': section.heading || t('opening'),
        spellcheck: 'false',
      },
      // What another page of ours wrote comes once it can be judged; with no network its words come alone.
      handlePaste: (view, event) => {
        const html = event.clipboardData?.getData('text/html') ?? '';
        if (!needsCheck(html)) return false;
        void fetchCheck()
          .catch(() => undefined)
          .then(() => view.isDestroyed || view.pasteHTML(html));
        return true;
      },
      handleKeyDown: (_view, event) => {
        const { slash: open, found: choices, active: at } = latest.current;
        // An input method's Enter chooses a word, not a figure.
        if (!open || event.isComposing || choices.length === 0) return false;
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          setActive((at + (event.key === 'ArrowDown' ? 1 : choices.length - 1)) % choices.length);
          return true;
        }
        if (event.key === 'Escape') {
          dismissed.current = open.from;
          setSlash(null);
          return true;
        }
        const choice = choices[at];
        if ((event.key !== 'Enter' && event.key !== 'Tab') || !choice) return false;
        if (editorRef.current) insert(editorRef.current, open, choice, event.shiftKey);
        return true;
      },
    },
    onCreate: ({ editor: created }) => {
      quoted.current = casesIn(created);
      latest.current.onReady?.(created);
    },
    onFocus: ({ editor: focused }) => {
      latest.current.onFocus(focused);
      shownCondition.current = '-';
      tellCondition(focused);
    },
    onBlur: () => setSlash(null),
    onUpdate: ({ editor: changed }) => {
      if (markEditedCases(changed, quoted.current)) return;
      latest.current.onChange(toSectionContent(changed.getJSON()));
      // A figure that is changed, or changed back, is the same selection.
      if (changed.state.selection instanceof NodeSelection) tellFigure(changed);
    },
    onTransaction: ({ editor: moved }) => {
      if (moved.isFocused) tellCondition(moved);
      const next = container.current && findSlash(moved, container.current);
      if (!next) dismissed.current = null;
      setSlash(next && next.from !== dismissed.current ? next : null);
      if (next?.query !== latest.current.slash?.query) setActive(0);
    },
    onSelectionUpdate: ({ editor: moved }) => tellFigure(moved),
  });
  const editorRef = useRef<Editor | null>(editor);
  editorRef.current = editor;

  useEffect(() => {
    if (!editor) return;
    repaint(editor.view.dom);
    // What is decorated is decided anew with each transaction.
    editor.view.dispatch(editor.state.tr.setMeta('figures', true));
  }, [editor, describe, decide]);

  useEffect(() => {
    editor?.setEditable(!isLocked, false);
  }, [editor, isLocked]);

  // After what is said above of how it looks.
  useEffect(() => {
    if (editor) latest.current.onShown?.(editor);
  }, [editor]);

  useEffect(() => {
    const dom = editor?.view.dom;
    if (!dom) return;
    if (slash && found.length > 0) {
      dom.setAttribute('aria-controls', slashMenuId);
      dom.setAttribute('aria-activedescendant', `${slashMenuId}-${latest.current.active}`);
    } else {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    }
  });

  return (
    <div className="section-editor" ref={container}>
      {editor ? (
        <EditorContent editor={editor} />
      ) : (
        <SectionText
          content={section.content}
          describe={describe}
          sourceOf={sourceOf}
          decide={decide}
          isWriting
          asInEditor
          chosen={null}
          onFigure={() => undefined}
        />
      )}
      {editor && slash && (
        <SlashMenu
          slash={slash}
          catalogue={catalogue}
          found={found}
          active={latest.current.active}
          onChoose={(indicator, isConditional) => insert(editor, slash, indicator, isConditional)}
        />
      )}
    </div>
  );
}

const isQuoted = ({ type }: ProseNode): boolean => type.name === 'case' || type.name === 'quotation';

function casesIn(editor: Editor): Map<string, string> {
  const texts = new Map<string, string>();
  editor.state.doc.descendants((node) => {
    if (isQuoted(node)) texts.set(String(node.attrs.id), node.textContent);
  });
  return texts;
}

/** A case whose words differ from what was quoted becomes the bureau's own; true where that was just marked. */
function markEditedCases(editor: Editor, quoted: Map<string, string> | null): boolean {
  if (!quoted) return false;
  const { tr } = editor.state;
  editor.state.doc.descendants((node, position) => {
    if (!isQuoted(node)) return;
    const id = String(node.attrs.id);
    const words = quoted.get(id);
    if (words === undefined) quoted.set(id, node.textContent);
    else if (node.attrs.edited !== true && words !== node.textContent) tr.setNodeAttribute(position, 'edited', true);
  });
  if (!tr.docChanged) return false;
  editor.view.dispatch(tr);
  return true;
}

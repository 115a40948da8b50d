import { findTypedNumbers, type Condition, type FigureFormat, type FigureNode } from '@huibao/domain';
import { Extension, Node } from '@tiptap/core';
import { Document } from '@tiptap/extension-document';
import { Heading } from '@tiptap/extension-heading';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Text } from '@tiptap/extension-text';
import { Dropcursor } from '@tiptap/extensions/drop-cursor';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import { UndoRedo } from '@tiptap/extensions/undo-redo';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { numberedHeadings } from './heading-numbers.ts';
import { pastedAttributes, writtenAttributes } from './pasted-attributes.ts';
import { permanentIds } from './permanent-ids.ts';
import { onRepaint } from './repaint.ts';
import { ledgerItemNode, quotationNode } from './sentence/quoted-nodes.ts';
import { conditionalBlocks, sentenceNode, type ConditionLook } from './sentence/sentence-node.ts';
import { tableTitleNode } from './table-title.ts';

export interface FigureLook {
  readonly words: string;
  readonly title: string;
  readonly tone: 'partial' | 'moved' | 'unknown' | null;
}

type Describe = (attrs: FigureNode['attrs']) => FigureLook;

function paint(dom: HTMLElement, look: FigureLook): void {
  dom.textContent = look.words;
  dom.title = look.title;
  dom.className = look.tone ? `figure ${look.tone}` : 'figure';
}

/** As the schema of prose has it: a scope that isn't set is left out. */
function jsonOfFigure({ scope, ...attrs }: Record<string, unknown>): string {
  return writtenAttributes('figure', scope ? { ...attrs, scope } : attrs);
}

/** An indicator's value in the prose: an atom that keeps what it stands for and shows it in words. */
function figureNode(describe: Describe) {
  return Node.create({
    name: 'figure',
    group: 'inline',
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => ({
      id: { default: '' },
      indicator: { default: '' },
      unit: { default: null },
      format: { default: { style: 'exact' } satisfies FigureFormat },
      scope: { default: null },
    }),
    parseHTML: () => [
      { tag: 'span[data-figure]', getAttrs: (dom) => pastedAttributes('figure', dom.dataset.figure) ?? false },
    ],
    renderHTML: ({ node }) => [
      'span',
      { 'data-figure': jsonOfFigure(node.attrs) },
      describe(node.attrs as FigureNode['attrs']).words,
    ],
    renderText: ({ node }) => describe(node.attrs as FigureNode['attrs']).words,
    addNodeView:
      () =>
      ({ node }) => {
        const dom = document.createElement('span');
        let attrs = node.attrs as FigureNode['attrs'];
        const draw = (): void => {
          paint(dom, describe(attrs));
        };
        dom.dataset.figure = jsonOfFigure(attrs);
        dom.dataset.painted = 'figure';
        onRepaint(dom, draw);
        draw();
        return {
          dom,
          ignoreMutation: () => true,
          update: (next) => {
            if (next.type.name !== 'figure') return false;
            attrs = next.attrs as FigureNode['attrs'];
            dom.dataset.figure = jsonOfFigure(attrs);
            draw();
            return true;
          },
        };
      },
  });
}

/** A school's narrative; once its words are changed it is the bureau's, and says so. */
function caseNode(sourceOf: (attrs: Record<string, unknown>) => string) {
  return Node.create({
    name: 'case',
    group: 'block',
    content: 'text*',
    marks: '',
    defining: true,
    addAttributes: () =>
      Object.fromEntries(
        ['id', 'unitId', 'unitName', 'revisionId', 'cell', 'hash', 'edited', 'naming'].map((name) => [
          name,
          { default: name === 'edited' ? false : null },
        ]),
      ),
    parseHTML: () => [
      {
        tag: 'blockquote[data-case]',
        getAttrs: (dom) => pastedAttributes('case', dom.dataset.case) ?? false,
      },
    ],
    renderHTML: ({ node }) => [
      'blockquote',
      {
        'data-case': writtenAttributes('case', node.attrs),
        'data-source': sourceOf(node.attrs),
        class: node.attrs.edited ? 'case edited' : 'case',
      },
      0,
    ],
  });
}

/** Marks numbers typed by hand, where they are printed. */
function typedNumberMarks(decide: (when: Condition) => ConditionLook) {
  return Extension.create({
    name: 'typedNumbers',
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations: ({ doc }) => {
            const marks: Decoration[] = [];
            doc.descendants((node, position, parent) => {
              const when = node.attrs.when as Condition | null | undefined;
              if (when && !decide(when).isPrinted) return false;
              if (!node.isText || parent?.type.name === 'case' || parent?.type.name === 'quotation') return true;
              for (const found of findTypedNumbers(node.text ?? '')) {
                marks.push(
                  Decoration.inline(position + found.index, position + found.index + found.text.length, {
                    class: 'typed-number',
                  }),
                );
              }
              return true;
            });
            return DecorationSet.create(doc, marks);
          },
        },
      }),
    ],
  });
}

/** The editor's schema is the report's closed one: what it can't hold can't be pasted in. */
export function sectionExtensions(
  describe: Describe,
  sourceOf: (attrs: Record<string, unknown>) => string,
  decide: (when: Condition) => ConditionLook,
  ledgerTitle: string,
  /** Off where steps are kept elsewhere. */
  hasUndo: boolean,
) {
  return [
    Document,
    Text,
    Paragraph,
    Heading.configure({ levels: [2, 3] }),
    Dropcursor,
    Gapcursor,
    ...(hasUndo ? [UndoRedo] : []),
    Table.configure({ resizable: false }),
    TableRow,
    TableCell.extend({ content: 'paragraph+' }),
    TableHeader.extend({ content: 'paragraph+' }),
    figureNode(describe),
    caseNode(sourceOf),
    sentenceNode(decide),
    quotationNode(sourceOf),
    ledgerItemNode(ledgerTitle),
    tableTitleNode,
    conditionalBlocks(decide),
    numberedHeadings(decide),
    typedNumberMarks(decide),
    permanentIds,
  ];
}

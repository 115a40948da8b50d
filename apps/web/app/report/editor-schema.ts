import {
  caseAttrsSchema,
  figureAttrsSchema,
  findTypedNumbers,
  type Condition,
  type FigureFormat,
  type FigureNode,
} from '@huibao/domain';
import { Extension, Node } from '@tiptap/core';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import { Fragment, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { StarterKit } from '@tiptap/starter-kit';
import { pastedAttributes } from './pasted-attributes.ts';
import { onRepaint } from './repaint.ts';
import { conditionalBlocks, sentenceNode, type ConditionLook } from './sentence/sentence-node.ts';
import { splitMergedCells, type EditorNode } from './split-merged-cells.ts';

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
    }),
    parseHTML: () => [
      { tag: 'span[data-figure]', getAttrs: (dom) => pastedAttributes(dom.dataset.figure, figureAttrsSchema) ?? false },
    ],
    renderHTML: ({ node }) => [
      'span',
      { 'data-figure': JSON.stringify(node.attrs) },
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
        dom.dataset.figure = JSON.stringify(attrs);
        dom.dataset.painted = 'figure';
        onRepaint(dom, draw);
        draw();
        return {
          dom,
          ignoreMutation: () => true,
          update: (next) => {
            if (next.type.name !== 'figure') return false;
            attrs = next.attrs as FigureNode['attrs'];
            dom.dataset.figure = JSON.stringify(attrs);
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
        getAttrs: (dom) => pastedAttributes(dom.dataset.case, caseAttrsSchema) ?? false,
      },
    ],
    renderHTML: ({ node }) => [
      'blockquote',
      {
        // What isn't set is left out, as it is where the text is saved.
        'data-case': JSON.stringify(node.attrs, (_name, value: unknown) => value ?? undefined),
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
              if (!node.isText || parent?.type.name === 'case') return true;
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

/** Pasted tables (Excel, WPS, Word, a web page) show their columns as they are going to be saved and printed. */
const unmergedTables = Extension.create({
  name: 'unmergedTables',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        transformPasted: (slice, { state }) => {
          // Cut out of a table, its cells go into the cells that are there.
          if (slice.openStart > 0 && slice.content.firstChild?.type.name === 'table') return slice;
          const json = splitMergedCells({ type: 'doc', content: slice.content.toJSON() as EditorNode[] });
          return new Slice(Fragment.fromJSON(state.schema, json.content ?? []), slice.openStart, slice.openEnd);
        },
      },
    }),
  ],
});

/** The editor's schema is the report's closed one: what it can't hold can't be pasted in. */
export function sectionExtensions(
  describe: Describe,
  sourceOf: (attrs: Record<string, unknown>) => string,
  decide: (when: Condition) => ConditionLook,
) {
  return [
    StarterKit.configure({
      heading: { levels: [2, 3] },
      blockquote: false,
      bold: false,
      bulletList: false,
      code: false,
      codeBlock: false,
      hardBreak: false,
      horizontalRule: false,
      italic: false,
      link: false,
      listItem: false,
      listKeymap: false,
      orderedList: false,
      strike: false,
      trailingNode: false,
      underline: false,
    }),
    Table.configure({ resizable: false }),
    TableRow,
    TableCell.extend({ content: 'paragraph+' }),
    TableHeader.extend({ content: 'paragraph+' }),
    figureNode(describe),
    caseNode(sourceOf),
    sentenceNode(decide),
    conditionalBlocks(decide),
    typedNumberMarks(decide),
    unmergedTables,
  ];
}

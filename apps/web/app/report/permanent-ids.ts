import { Extension } from '@tiptap/core';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { newNodeId } from './new-node-id.ts';

/** Blocks of a section, but for cases, which have an id of their own kind. */
const blocks = ['paragraph', 'heading', 'tableTitle', 'table'];

/** What has an id wherever it stands. */
const inlines: ReadonlySet<string> = new Set(['figure', 'sentence', 'quotation', 'ledgerItem']);

interface JsonNode {
  readonly type: string;
  readonly attrs?: Record<string, unknown>;
  readonly content?: readonly JsonNode[];
}

/**
 * Every block and every figure has an id that stays with it: half a paragraph that was split off, and whatever is
 * pasted, gets a new one.
 */
export const permanentIds = Extension.create({
  name: 'permanentIds',
  addGlobalAttributes: () => [
    {
      types: blocks,
      attributes: { id: { default: null, keepOnSplit: false, parseHTML: () => null, renderHTML: () => ({}) } },
    },
  ],
  onCreate() {
    const tr = renewIds(this.editor.state);
    // An empty section's first paragraph is the editor's own: it is no change.
    if (tr) this.editor.view.dispatch(tr.setMeta('preventUpdate', true).setMeta('addToHistory', false));
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, _before, state) =>
        transactions.some(({ docChanged }) => docChanged) ? renewIds(state) : null,
      props: {
        transformPasted: (slice, { state }) => {
          const renewed = (slice.content.toJSON() as readonly JsonNode[] | null)?.map(withNewIds);
          return new Slice(Fragment.fromJSON(state.schema, renewed ?? []), slice.openStart, slice.openEnd);
        },
      },
    }),
  ],
});

/** As many columns and rows as the report's schema takes: a page may say any number. */
const most = { colspan: 20, rowspan: 200 } as const;

function withNewIds(node: JsonNode): JsonNode {
  const hasId = node.attrs !== undefined && (inlines.has(node.type) || node.type === 'case');
  return {
    ...node,
    ...(hasId ? { attrs: { ...node.attrs, id: newNodeId() } } : {}),
    ...(node.type === 'tableCell' || node.type === 'tableHeader' ? { attrs: boundedSpans(node.attrs) } : {}),
    ...(node.content ? { content: node.content.map(withNewIds) } : {}),
  };
}

function boundedSpans(attrs: JsonNode['attrs'] = {}): NonNullable<JsonNode['attrs']> {
  const spanOf = (name: keyof typeof most): number => Math.max(1, Math.min(most[name], Number(attrs[name]) || 1));
  return { ...attrs, colspan: spanOf('colspan'), rowspan: spanOf('rowspan') };
}

/** New ids for what has none, or another's; null where all have their own. */
export function renewIds({ doc, tr }: EditorState): Transaction | null {
  const known = new Set<string>();
  const renew = (kind: string, node: Node, position: number): void => {
    const id = node.attrs.id as string | null;
    const isOwn = id !== null && id !== '' && !known.has(`${kind} ${id}`);
    const kept = isOwn ? id : newNodeId();
    known.add(`${kind} ${kept}`);
    if (!isOwn) tr.setNodeAttribute(position, 'id', kept);
  };
  doc.forEach((block, offset) => {
    renew('block', block, offset);
    block.descendants((node, position) => {
      if (inlines.has(node.type.name)) renew('inline', node, offset + 1 + position);
    });
  });
  return tr.docChanged ? tr : null;
}

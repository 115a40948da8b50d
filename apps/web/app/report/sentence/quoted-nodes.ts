import { Node } from '@tiptap/core';
import { pastedAttributes, writtenAttributes } from '../pasted-attributes.ts';
import { edge } from './sentence-node.ts';

/** A school's words amid a paragraph; once they are changed they are the bureau's, and say so. */
export function quotationNode(sourceOf: (attrs: Record<string, unknown>) => string) {
  return Node.create({
    name: 'quotation',
    group: 'inline',
    inline: true,
    content: 'text*',
    marks: '',
    addAttributes: () =>
      Object.fromEntries(
        ['id', 'unitId', 'unitName', 'revisionId', 'cell', 'hash', 'edited', 'naming'].map((name) => [
          name,
          { default: name === 'edited' ? false : null },
        ]),
      ),
    parseHTML: () => [
      {
        tag: 'span[data-quotation]',
        getAttrs: (dom) => pastedAttributes('quotation', dom.dataset.quotation) ?? false,
      },
    ],
    renderHTML: ({ node }) => ['span', { 'data-quotation': writtenAttributes('quotation', node.attrs) }, 0],
    addNodeView:
      () =>
      ({ node }) =>
        container('quotation', node.attrs, (dom, attrs) => {
          dom.className = attrs.edited ? 'quotation edited' : 'quotation';
          dom.title = sourceOf(attrs);
        }),
  });
}

/** An item of the ledger as this report words it. */
export function ledgerItemNode(title: string) {
  return Node.create({
    name: 'ledgerItem',
    group: 'inline',
    inline: true,
    content: '(text | figure)*',
    marks: '',
    addAttributes: () => ({ id: { default: '' }, item: { default: '' } }),
    parseHTML: () => [
      {
        tag: 'span[data-ledger-item]',
        getAttrs: (dom) => pastedAttributes('ledgerItem', dom.dataset.ledgerItem) ?? false,
      },
    ],
    renderHTML: ({ node }) => ['span', { 'data-ledger-item': writtenAttributes('ledgerItem', node.attrs) }, 0],
    addNodeView:
      () =>
      ({ node }) =>
        container('ledgerItem', node.attrs, (dom) => {
          dom.className = 'ledger-item';
          dom.title = title;
        }),
  });
}

type Draw = (dom: HTMLElement, attrs: Record<string, unknown>) => void;

/** Words between two edges that can't be typed into, so that a caret can stand beside them and among them. */
function container(name: string, given: Record<string, unknown>, draw: Draw) {
  const dom = document.createElement('span');
  const words = document.createElement('span');
  dom.append(edge(), words, edge());
  draw(dom, given);
  return {
    dom,
    contentDOM: words,
    ignoreMutation: (change: { readonly type: string; readonly target: globalThis.Node }) =>
      change.type !== 'selection' && !words.contains(change.target),
    update: (next: { readonly type: { readonly name: string }; readonly attrs: Record<string, unknown> }) => {
      if (next.type.name !== name) return false;
      draw(dom, next.attrs);
      return true;
    },
  };
}

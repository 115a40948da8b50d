import { headingNumbers, type Condition, type HeadingNode } from '@huibao/domain';
import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import type { ConditionLook } from './sentence/sentence-node.ts';

/** Shows the number of its place before each heading that has one, as it is going to be printed. */
export function numberedHeadings(decide: (when: Condition) => ConditionLook) {
  return Extension.create({
    name: 'numberedHeadings',
    addGlobalAttributes: () => [
      {
        types: ['heading'],
        attributes: { numbering: { default: 'auto', parseHTML: () => 'none', renderHTML: () => ({}) } },
      },
    ],
    addProseMirrorPlugins: () => [
      new Plugin({
        props: {
          decorations: ({ doc }) => {
            const headings: { readonly attrs: HeadingNode['attrs']; readonly from: number; readonly to: number }[] = [];
            doc.forEach((block, from) => {
              const when = block.attrs.when as Condition | null;
              if (block.type.name !== 'heading' || block.content.size === 0) return;
              if (when && !decide(when).isPrinted) return;
              headings.push({ attrs: block.attrs as HeadingNode['attrs'], from, to: from + block.nodeSize });
            });
            const numbers = headingNumbers(headings.map(({ attrs }) => attrs));
            return DecorationSet.create(
              doc,
              headings.map(({ attrs, from, to }) =>
                Decoration.node(from, to, { 'data-number': numbers.get(attrs.id) ?? '' }),
              ),
            );
          },
        },
      }),
    ],
  });
}

import { isMet, type StateOfFigure } from './condition.ts';
import type {
  BlockNode,
  InlineNode,
  PrintedBlock,
  PrintedContent,
  PrintedInline,
  SectionContent,
} from './definition.ts';

/**
 * A section's prose with its conditions decided, which is all that checks and documents read. A block that isn't
 * printed leaves an empty paragraph, which nothing prints, so that every block keeps its place.
 */
export function printedContent(content: SectionContent, stateOf: StateOfFigure): PrintedContent {
  return { ...content, content: content.content.map((block) => printedBlock(block, stateOf)) };
}

export function printedBlock(block: BlockNode, stateOf: StateOfFigure): PrintedBlock {
  const { when, id } = block.attrs;
  if (when && !isMet(when, stateOf)) return { type: 'paragraph', attrs: { id } };
  const inlines = (nodes: readonly InlineNode[]): readonly PrintedInline[] =>
    nodes.flatMap((node): readonly PrintedInline[] => {
      if (node.type === 'ledgerItem') return node.content ?? [];
      if (node.type !== 'sentence') return [node];
      return isMet(node.attrs.when, stateOf) ? (node.content ?? []) : [];
    });
  const line = <Line extends { readonly content?: readonly InlineNode[] }>({ content, ...rest }: Line) => ({
    ...rest,
    ...(content ? { content: inlines(content) } : {}),
  });
  switch (block.type) {
    case 'heading':
      return line(block);
    case 'paragraph':
      return line(block);
    case 'tableTitle':
      return line(block);
    case 'case':
      return block;
    case 'table':
      return {
        ...block,
        content: block.content.map((row) => ({
          ...row,
          content: row.content.map(({ content, ...cell }) => ({
            ...cell,
            ...(content ? { content: content.map(line) } : {}),
          })),
        })),
      };
  }
}

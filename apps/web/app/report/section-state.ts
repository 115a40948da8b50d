import {
  findTypedNumbers,
  type BlockNode,
  type FigureNode,
  type InlineNode,
  type SectionContent,
} from '@huibao/domain';

/** What a section's prose holds, for the outline and the counts above the document; as the server sees it. */
export interface SectionState {
  readonly isBlank: boolean;
  readonly figures: readonly FigureNode['attrs'][];
  readonly typedNumbers: readonly string[];
}

export function inlinesOf(block: BlockNode): readonly InlineNode[] {
  if (block.type !== 'table') return block.content ?? [];
  return block.content.flatMap((row) =>
    row.content.flatMap((cell) => (cell.content ?? []).flatMap((line) => line.content ?? [])),
  );
}

export function sectionState(content: SectionContent): SectionState {
  const inlines = content.content.flatMap(inlinesOf);
  return {
    isBlank: inlines.every((node) => node.type === 'text' && node.text.trim() === ''),
    figures: inlines.flatMap((node) => (node.type === 'figure' ? [node.attrs] : [])),
    typedNumbers: content.content
      .filter((block) => block.type !== 'case')
      .flatMap(inlinesOf)
      .flatMap((node) => (node.type === 'text' ? findTypedNumbers(node.text).map((found) => found.text) : [])),
  };
}

/** Editors add attributes of their own (spans of table cells); what is saved is the closed schema and nothing else. */
export function toSectionContent(json: unknown): SectionContent {
  const doc = json as {
    content?: readonly { type: string; attrs?: Record<string, unknown>; content?: readonly unknown[] }[];
  };
  return { type: 'doc', content: (doc.content ?? []).map((block) => clean(block)) as unknown as BlockNode[] };
}

function clean(node: {
  type: string;
  text?: string;
  attrs?: Record<string, unknown>;
  content?: readonly unknown[];
}): object {
  const content = node.content?.map((child) => clean(child as typeof node));
  const keepsAttrs = node.type === 'figure' || node.type === 'case' || node.type === 'heading';
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(keepsAttrs && node.attrs ? { attrs: node.attrs } : {}),
    ...(content && content.length > 0 ? { content } : {}),
  };
}

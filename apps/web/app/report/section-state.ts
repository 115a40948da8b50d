import { figuresOf, isBlank, typedNumbers, type BlockNode, type FigureNode, type SectionContent } from '@huibao/domain';

/** What a section's prose holds, for the outline and the counts above the document; as the server sees it. */
export interface SectionState {
  readonly isBlank: boolean;
  readonly figures: readonly FigureNode['attrs'][];
  readonly typedNumbers: readonly string[];
}

export function sectionState(content: SectionContent): SectionState {
  return {
    isBlank: isBlank(content),
    figures: figuresOf(content).map((figure) => figure.attrs),
    typedNumbers: typedNumbers(content),
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

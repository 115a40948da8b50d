import { figuresOf, isBlank, typedNumbers, type BlockNode, type FigureNode, type SectionContent } from '@huibao/domain';
import { splitMergedCells, type EditorNode } from './split-merged-cells.ts';

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

/**
 * Editors add attributes of their own, and merge cells; what is saved is the closed schema and nothing else, each
 * column in its place.
 */
export function toSectionContent(json: unknown): SectionContent {
  const doc = json as EditorNode;
  return {
    type: 'doc',
    content: (doc.content ?? []).map((block) => clean(splitMergedCells(block))) as unknown as BlockNode[],
  };
}

function clean(node: EditorNode): object {
  const content = node.content?.map(clean);
  const keepsAttrs = node.type === 'figure' || node.type === 'case' || node.type === 'heading';
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(keepsAttrs && node.attrs ? { attrs: withoutUnset(node.attrs) } : {}),
    ...(content && content.length > 0 ? { content } : {}),
  };
}

/** A case whose school isn't stated has no naming at all. */
function withoutUnset({ naming, ...attrs }: Record<string, unknown>): Record<string, unknown> {
  return naming === undefined || naming === null ? attrs : { ...attrs, naming };
}

import type { BlockNode, CaseNode, FigureNode, InlineNode, SectionContent } from './definition.ts';
import { findTypedNumbers } from './typed-numbers.ts';

function inlinesOf(block: BlockNode): readonly InlineNode[] {
  if (block.type !== 'table') return block.content ?? [];
  return block.content.flatMap((row) =>
    row.content.flatMap((cell) => (cell.content ?? []).flatMap((line) => line.content ?? [])),
  );
}

/** Figures of a section's prose, tables included, in order. */
export function figuresOf(content: SectionContent): readonly FigureNode[] {
  return content.content.flatMap(inlinesOf).filter((node) => node.type === 'figure');
}

export function casesOf(content: SectionContent): readonly CaseNode[] {
  return content.content.filter((block) => block.type === 'case');
}

export function isBlank(content: SectionContent): boolean {
  return content.content.every((block) =>
    inlinesOf(block).every((node) => node.type === 'text' && node.text.trim() === ''),
  );
}

/**
 * Numbers typed by hand in prose, as they stand: each has no lineage until it is bound to an indicator.
 * Quoted cases have theirs.
 */
export function typedNumbers(content: SectionContent): readonly string[] {
  return content.content
    .filter((block) => block.type !== 'case')
    .flatMap(inlinesOf)
    .flatMap((node) => (node.type === 'text' ? findTypedNumbers(node.text).map((found) => found.text) : []));
}

/** A request, which a 报告 may not carry (党政机关公文处理工作条例, 第十五条); null when there is none. */
export function findPlea(content: SectionContent): string | null {
  const plain = content.content
    .flatMap(inlinesOf)
    .map((node) => (node.type === 'text' ? node.text : ''))
    .join('');
  return /请批示|请批准|请予批复|请审批|恳请支持|请予支持/u.exec(plain)?.[0] ?? null;
}

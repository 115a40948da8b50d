import type { BlockNode, CaseNode, FigureNode, InlineNode, SectionContent } from './definition.ts';
import { printedLines } from './printed-lines.ts';
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
 * Quoted cases have theirs, as long as their words are the school's.
 */
export function typedNumbers(content: SectionContent): readonly string[] {
  return printedLines(content, () => '〓')
    .filter((line) => !line.isQuoted && line.kind !== 'heading')
    .flatMap((line) => findTypedNumbers(line.text).map((found) => found.text));
}

import { termsOfCondition, type Condition } from './condition.ts';
import type {
  BlockNode,
  CaseNode,
  FigureNode,
  InlineNode,
  PrintedContent,
  SectionContent,
  SentenceNode,
} from './definition.ts';
import { printedLines } from './printed-lines.ts';
import { keyOfTyped, typedInLine, type TypedInLine } from './typed-in-line.ts';

function inlinesOf(block: BlockNode): readonly InlineNode[] {
  if (block.type !== 'table') return block.content ?? [];
  return block.content.flatMap((row) =>
    row.content.flatMap((cell) => (cell.content ?? []).flatMap((line) => line.content ?? [])),
  );
}

/** Figures of a section's prose, tables included, in order: those of every sentence, whether or not it is printed. */
export function figuresOf(content: SectionContent): readonly FigureNode[] {
  return content.content
    .flatMap(inlinesOf)
    .flatMap((node) => (node.type === 'sentence' ? (node.content ?? []) : [node]))
    .filter((node) => node.type === 'figure');
}

/** Sentences with a condition of their own. */
export function sentencesOf(content: SectionContent): readonly SentenceNode[] {
  return content.content.flatMap(inlinesOf).filter((node) => node.type === 'sentence');
}

/** Every condition of a section, of its blocks and of its sentences. */
export function conditionsOfProse(content: SectionContent): readonly Condition[] {
  return [
    ...content.content.flatMap(({ attrs }) => (attrs?.when ? [attrs.when] : [])),
    ...sentencesOf(content).map(({ attrs }) => attrs.when),
  ];
}

/** The indicators that a section stands on, by code: what it prints or may print, and what it asks about. */
export function indicatorsOfProse(content: SectionContent): readonly string[] {
  return [
    ...new Set([
      ...figuresOf(content).map(({ attrs }) => attrs.indicator),
      ...conditionsOfProse(content)
        .flatMap(termsOfCondition)
        .map(({ indicator }) => indicator),
    ]),
  ];
}

export function casesOf(content: SectionContent): readonly CaseNode[] {
  return content.content.filter((block) => block.type === 'case');
}

export function isBlank(content: PrintedContent): boolean {
  return content.content.every((block) =>
    inlinesOf(block).every((node) => node.type === 'text' && node.text.trim() === ''),
  );
}

/**
 * Numbers typed by hand in prose, as they stand: each has no lineage until it is bound to an indicator, or its source is
 * told.
 */
export function typedInProse(content: PrintedContent): readonly TypedInLine[] {
  const typed = printedLines(content, () => '〓').flatMap(typedInLine);
  return [...new Map(typed.map((one) => [keyOfTyped(one), one])).values()];
}

/** Those whose source nobody has told. */
export function typedNumbers(content: PrintedContent, answered: ReadonlySet<string> = new Set()): readonly string[] {
  return typedInProse(content)
    .filter((one) => !answered.has(keyOfTyped(one)))
    .map(({ text }) => text);
}

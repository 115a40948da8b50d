import { figureKey, uniqueFigures, type FigureKey, type FigureRef } from '../figure/figure-scope.ts';
import { termsOfCondition, type Condition } from './condition.ts';
import type {
  BlockNode,
  CaseNode,
  FigureNode,
  InlineNode,
  PrintedContent,
  PrintedInline,
  QuotationNode,
  SectionContent,
  SentenceNode,
  TextNode,
} from './definition.ts';
import { printedLines } from './printed-lines.ts';
import { keyOfTyped, typedInLine, type TypedInLine } from './typed-in-line.ts';

function inlinesOf<Inline extends InlineNode = InlineNode>(block: BlockNode<Inline>): readonly (Inline | TextNode)[] {
  if (block.type !== 'table') return block.content ?? [];
  return block.content.flatMap((row) =>
    row.content.flatMap((cell) => (cell.content ?? []).flatMap((line) => line.content ?? [])),
  );
}

/** Figures of a section's prose, tables included, in order: those of every sentence, whether or not it is printed. */
export function figuresOf(content: SectionContent): readonly FigureNode[] {
  return content.content
    .flatMap(inlinesOf)
    .flatMap((node): readonly InlineNode[] =>
      node.type === 'sentence' || node.type === 'ledgerItem' ? (node.content ?? []) : [node],
    )
    .filter((node) => node.type === 'figure');
}

/** Sentences with a condition of their own. */
export function sentencesOf(content: SectionContent): readonly SentenceNode[] {
  return content.content.flatMap(inlinesOf).filter((node) => node.type === 'sentence');
}

/** Every condition of a section, of its blocks and of its sentences. */
export function conditionsOfProse(content: SectionContent): readonly Condition[] {
  return [
    ...content.content.flatMap(({ attrs }) => (attrs.when ? [attrs.when] : [])),
    ...sentencesOf(content).map(({ attrs }) => attrs.when),
  ];
}

/** What a section stands on, each once: what it prints or may print, and what it asks about. */
export function usedFigures(content: SectionContent): readonly FigureRef[] {
  return uniqueFigures(
    [...figuresOf(content).map(({ attrs }) => attrs), ...conditionsOfProse(content).flatMap(termsOfCondition)].map(
      ({ indicator, scope }) => (scope ? { indicator, scope } : { indicator }),
    ),
  );
}

/** The same by key. */
export function figureKeysOf(content: SectionContent): readonly FigureKey[] {
  return usedFigures(content).map(figureKey);
}

/** The indicators that it stands on, by code, whatever part of time it asks them of. */
export function indicatorsOfProse(content: SectionContent): readonly string[] {
  return [...new Set(usedFigures(content).map(({ indicator }) => indicator))];
}

/** A school's words in the report: as paragraphs of their own, or amid one. */
export type QuotedNode = CaseNode | QuotationNode;

/** What of a block is quoted. */
export function quotedIn(block: BlockNode): readonly QuotedNode[] {
  return block.type === 'case' ? [block] : inlinesOf(block).filter((node) => node.type === 'quotation');
}

export function casesOf(content: SectionContent): readonly QuotedNode[] {
  return content.content.flatMap(quotedIn);
}

/** Ids of the ledger's items that stand in a text with words, and are printed. */
export function namedItems(content: SectionContent, printed: PrintedContent): ReadonlySet<string> {
  return new Set(
    content.content
      .filter((_block, place) => isPrinted(printed.content[place]))
      .flatMap(inlinesOf)
      .flatMap((node) => (node.type === 'ledgerItem' && hasWords(node.content) ? [node.attrs.item] : [])),
  );
}

function isPrinted(block: BlockNode | undefined): boolean {
  return block !== undefined && inlinesOf(block).length > 0;
}

function hasWords(nodes: readonly (FigureNode | TextNode)[] = []): boolean {
  return nodes.some((node) => node.type === 'figure' || node.text.trim() !== '');
}

export function isBlank(content: PrintedContent): boolean {
  return content.content.every((block) =>
    inlinesOf<PrintedInline>(block).every((node) => !hasWords(node.type === 'quotation' ? node.content : [node])),
  );
}

/**
 * Numbers typed by hand in prose, as they stand: each has no lineage until it is bound to an indicator, or its source
 * is told.
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

/**
 * A text whose quotations are marked anew.
 * @param isEdited whether the words are no longer what was quoted
 */
export function mapQuoted(content: SectionContent, isEdited: (node: QuotedNode) => boolean): SectionContent {
  const marked = <Node extends QuotedNode>(node: Node): Node => ({
    ...node,
    attrs: { ...node.attrs, edited: isEdited(node) },
  });
  const inline = (node: InlineNode): InlineNode => (node.type === 'quotation' ? marked(node) : node);
  const line = <Line extends { readonly content?: readonly InlineNode[] }>(one: Line): Line => ({
    ...one,
    ...(one.content ? { content: one.content.map(inline) } : {}),
  });
  return {
    ...content,
    content: content.content.map((block): BlockNode => {
      if (block.type === 'case') return marked(block);
      if (block.type !== 'table') return line(block);
      return {
        ...block,
        content: block.content.map((row) => ({
          ...row,
          content: row.content.map((cell) => ({
            ...cell,
            ...(cell.content ? { content: cell.content.map(line) } : {}),
          })),
        })),
      };
    }),
  };
}

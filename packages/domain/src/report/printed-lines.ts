import type { FigureNode, PrintedBlock, PrintedContent, PrintedInline } from './definition.ts';
import { wordsInPrint } from './quotation.ts';

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A figure within a line, where its words stand. */
export interface PrintedFigure extends Stretch {
  readonly node: FigureNode;
}

/** One paragraph of a report as its reader sees it, figures in words. */
export interface PrintedLine {
  /** The block's place in its section, from 0. */
  readonly block: number;
  readonly kind: 'heading' | 'paragraph' | 'case' | 'tableTitle' | 'cell';
  /** A case whose words are still the school's. */
  readonly isQuoted: boolean;
  /** Where amid the line a school's own words stand. */
  readonly quoted: readonly Stretch[];
  readonly text: string;
  readonly figures: readonly PrintedFigure[];
}

export type PrintFigure = (node: FigureNode) => string;

/** Every line of a section, those of table cells too, in order. */
export function printedLines(content: PrintedContent, print: PrintFigure): readonly PrintedLine[] {
  return content.content.flatMap((block, index) =>
    linesOf(block).map((line): PrintedLine => ({
      block: index,
      kind: block.type === 'table' ? 'cell' : block.type,
      isQuoted: block.type === 'case' && !block.attrs.edited,
      ...printLine(line, print),
    })),
  );
}

function linesOf(block: PrintedBlock): readonly (readonly PrintedInline[])[] {
  if (block.type !== 'table') return [block.content ?? []];
  return block.content.flatMap((row) =>
    row.content.flatMap((cell) => (cell.content ?? []).map((line) => line.content ?? [])),
  );
}

export function printLine(
  nodes: readonly PrintedInline[],
  print: PrintFigure,
): Pick<PrintedLine, 'text' | 'figures' | 'quoted'> {
  let text = '';
  const figures: PrintedFigure[] = [];
  const quoted: Stretch[] = [];
  for (const node of nodes) {
    const from = text.length;
    if (node.type === 'quotation') text += wordsInPrint(node);
    else text += node.type === 'text' ? node.text : print(node);
    if (node.type === 'figure') figures.push({ node, from, to: text.length });
    if (node.type === 'quotation' && !node.attrs.edited) quoted.push({ from, to: text.length });
  }
  return { text, figures, quoted };
}

/** The line with each figure's words blanked: what is left was typed, here or at a school. */
export function typedPart({ text, figures }: Pick<PrintedLine, 'text' | 'figures'>): string {
  return blanked(text, figures);
}

/** The same without what is quoted as it was said. */
export function typedHere({ text, figures, quoted }: Pick<PrintedLine, 'text' | 'figures' | 'quoted'>): string {
  return blanked(text, [...figures, ...quoted]);
}

function blanked(text: string, stretches: readonly Stretch[]): string {
  return stretches.reduce(
    (typed, { from, to }) => `${typed.slice(0, from)}${'〓'.repeat(to - from)}${typed.slice(to)}`,
    text,
  );
}

/** The sentence around a stretch of a text. */
export function sentenceAround(text: string, from: number, to: number): { readonly from: number; readonly to: number } {
  const before = text.slice(0, from).search(/[^。！？；\n]*$/u);
  const after = text.slice(to).search(/[。！？；\n]/u);
  return { from: before, to: after === -1 ? text.length : to + after + 1 };
}

/** A sentence as printed, and what in it is meant. */
export interface Quote {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The sentence around a stretch of a line. */
export function quoteFrom(text: string, from: number, to: number): Quote {
  const sentence = sentenceAround(text, from, to);
  return { text: text.slice(sentence.from, sentence.to), from: from - sentence.from, to: to - sentence.from };
}

/** The first figure of a section that is meant, its block, and its sentence; undefined where none is printed. */
export function findPrintedFigure(
  content: PrintedContent,
  print: PrintFigure,
  isMeant: (node: FigureNode) => boolean,
): { readonly node: FigureNode; readonly block: number; readonly quote: Quote } | undefined {
  for (const { block, text, figures } of printedLines(content, print)) {
    const found = figures.find(({ node }) => isMeant(node));
    if (found) return { node: found.node, block, quote: quoteFrom(text, found.from, found.to) };
  }
  return undefined;
}

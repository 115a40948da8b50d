import { figureKey, scopeKey, type FigureRef } from '../../figure/figure-scope.ts';
import { noValue } from '../../figure/format-figure.ts';
import type { PrintedBlock, PrintedContent } from '../definition.ts';
import { printedLines, printLine, quoteFrom, typedPart, type PrintedLine, type PrintFigure } from '../printed-lines.ts';
import { textGrid } from '../table-grid.ts';
import { typedInLine } from '../typed-in-line.ts';
import type { GateFinding } from './finding.ts';
import { findPersonalData, maskPersonalData } from './personal-data.ts';
import { findRequests } from './requests.ts';
import { findBrokenTotals } from './table-totals.ts';

export interface CheckedSection {
  readonly code: string;
  readonly heading: string;
  readonly isRequired: boolean;
  readonly content: PrintedContent;
}

/** Everything that the text of a report shows by itself. */
export function checkText(sections: readonly CheckedSection[], print: PrintFigure): readonly GateFinding[] {
  return sections.flatMap((section) => {
    const lines = printedLines(section.content, print);
    return [
      ...checkBlank(section, lines),
      ...lines.flatMap((line) => checkLine(section.code, line)),
      ...section.content.content.flatMap((block, index) => checkTable(section.code, block, index, print)),
    ];
  });
}

/** A heading, or a line of dots, is no text. */
function checkBlank(
  { code, heading, isRequired }: CheckedSection,
  lines: readonly PrintedLine[],
): readonly GateFinding[] {
  const hasText = lines.some(
    (line) => line.kind !== 'heading' && line.kind !== 'tableTitle' && /[\p{L}\p{N}]/u.test(line.text),
  );
  if (!isRequired || hasText) return [];
  return [
    {
      check: 'section_blank',
      place: { section: code, block: null },
      quote: null,
      params: { section: heading },
      subject: [code],
    },
  ];
}

function checkLine(section: string, line: PrintedLine): readonly GateFinding[] {
  const typed = typedPart(line);
  const at = (from: number, to: number): Pick<GateFinding, 'place' | 'quote'> => ({
    place: { section, block: line.block },
    quote: quoteFrom(line.text, from, to),
  });
  const sentenceOf = (from: number, to: number): string => at(from, to).quote?.text ?? '';
  const valueless = line.figures
    .filter(({ from, to }) => line.text.slice(from, to) === noValue)
    .map(({ node, from, to }): GateFinding => ({
      check: 'figure_without_value',
      ...at(from, to),
      params: paramsOfFigure(node.attrs),
      subject: [section, figureKey(node.attrs)],
    }));
  const personal = findPersonalData(typed).map(({ kind, from, to }): GateFinding => {
    const { place, quote } = at(from, to);
    const words = line.text.slice(from, to);
    const masked = maskPersonalData(words);
    return {
      check: 'personal_data',
      place,
      quote: quote && { ...quote, text: quote.text.replaceAll(words, masked) },
      params: { kind },
      subject: [section, words],
    };
  });
  const requests = findRequests(typed).map(({ from, to }): GateFinding => ({
    check: 'request',
    ...at(from, to),
    params: { words: line.text.slice(from, to) },
    subject: [section, sentenceOf(from, to)],
  }));
  const typedNumbers = typedInLine(line).map(({ index, text, sentence }): GateFinding => ({
    check: 'typed_number',
    ...at(index, index + text.length),
    params: { number: text },
    subject: [section, text, sentence],
  }));
  return [...valueless, ...personal, ...requests, ...typedNumbers];
}

/** A figure as a finding names it: with its scope, if it has one. */
export function paramsOfFigure({ indicator, scope }: FigureRef): Readonly<Record<string, string>> {
  return { indicator, ...(scope ? { scope: scopeKey(scope) } : {}) };
}

function checkTable(section: string, block: PrintedBlock, index: number, print: PrintFigure): readonly GateFinding[] {
  if (block.type !== 'table') return [];
  const rows = textGrid(block.content, (cell) =>
    (cell.content ?? []).map((line) => printLine(line.content ?? [], print).text).join('\n'),
  );
  return findBrokenTotals(rows).map(({ row, column, stated, sum, label, along }): GateFinding => ({
    check: 'table_total',
    place: { section, block: index },
    quote: null,
    params: { row: row + 1, column: column + 1, stated, sum, label, along },
    subject: [section, index, row, column, stated, sum],
  }));
}

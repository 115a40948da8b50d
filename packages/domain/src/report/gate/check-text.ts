import { noValue } from '../../figure/format-figure.ts';
import type { PrintedBlock, PrintedContent } from '../definition.ts';
import {
  printedLines,
  printLine,
  sentenceAround,
  typedPart,
  type PrintedLine,
  type PrintFigure,
} from '../printed-lines.ts';
import { findTypedNumbers } from '../typed-numbers.ts';
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
  const hasText = lines.some((line) => line.kind !== 'heading' && /[\p{L}\p{N}]/u.test(line.text));
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
  const at = (from: number, to: number): Pick<GateFinding, 'place' | 'quote'> => {
    const sentence = sentenceAround(line.text, from, to);
    return {
      place: { section, block: line.block },
      quote: { text: line.text.slice(sentence.from, sentence.to), from: from - sentence.from, to: to - sentence.from },
    };
  };
  const sentenceOf = (from: number, to: number): string => at(from, to).quote?.text ?? '';
  const valueless = line.figures
    .filter(({ from, to }) => line.text.slice(from, to) === noValue)
    .map(({ node, from, to }): GateFinding => ({
      check: 'figure_without_value',
      ...at(from, to),
      params: { indicator: node.attrs.indicator },
      subject: [section, node.attrs.indicator],
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
  // A school's own words have their lineage; the bureau's have none.
  const numbers = line.isQuoted || line.kind === 'heading' ? [] : findTypedNumbers(typed);
  const isPerson = (index: number): boolean =>
    findPersonalData(typed).some(({ from, to }) => from <= index && index < to);
  const typedNumbers = numbers
    .filter(({ index }) => !isPerson(index))
    .map(({ index, text }): GateFinding => ({
      check: 'typed_number',
      ...at(index, index + text.length),
      params: { number: text },
      // What the data prints may move; what was typed around it may not.
      subject: [section, text, sentencePart(typed, index, text.length)],
    }));
  return [...valueless, ...personal, ...requests, ...typedNumbers];
}

function sentencePart(text: string, index: number, length: number): string {
  const { from, to } = sentenceAround(text, index, index + length);
  return text.slice(from, to).replaceAll(/〓+/gu, '〓');
}

function checkTable(section: string, block: PrintedBlock, index: number, print: PrintFigure): readonly GateFinding[] {
  if (block.type !== 'table') return [];
  const rows = block.content.map((row) =>
    row.content.map((cell) => (cell.content ?? []).map((line) => printLine(line.content ?? [], print).text).join('\n')),
  );
  return findBrokenTotals(rows).map(({ row, column, stated, sum, label, along }): GateFinding => ({
    check: 'table_total',
    place: { section, block: index },
    quote: null,
    params: { row: row + 1, column: column + 1, stated, sum, label, along },
    subject: [section, index, row, column, stated, sum],
  }));
}

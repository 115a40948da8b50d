import type { OfficialBlock, OfficialCell, OfficialDocument } from '@huibao/domain';
import { printableText } from './printable-text.ts';

/** The document with every text fit to print, and without blocks that have nothing to print. */
export function printableDocument(document: OfficialDocument): OfficialDocument {
  return {
    title: document.title.map(printableText),
    head: document.head && {
      issuer: printableText(document.head.issuer),
      number: printableText(document.head.number),
      signer: printableText(document.head.signer),
    },
    addressee: printableText(document.addressee),
    blocks: document.blocks.filter(hasContent).map(printableBlock),
    issuer: printableText(document.issuer),
    date: document.date,
    note: printableText(document.note),
    imprint: document.imprint && {
      copies: document.imprint.copies.map(printableText),
      issuer: printableText(document.imprint.issuer),
      date: document.imprint.date,
    },
    watermark: printableText(document.watermark),
    ...(document.stamp === undefined ? {} : { stamp: printableText(document.stamp) }),
  };
}

function hasContent(block: OfficialBlock): boolean {
  return block.kind === 'table'
    ? block.header.length > 0 || block.rows.length > 0
    : block.runs.some((run) => run.text !== '');
}

function printableBlock(block: OfficialBlock): OfficialBlock {
  if (block.kind !== 'table')
    return { ...block, runs: block.runs.map((run) => ({ ...run, text: printableText(run.text) })) };
  const printable = (cell: OfficialCell): OfficialCell =>
    typeof cell === 'string' ? printableLines(cell) : { ...cell, text: printableLines(cell.text) };
  return { ...block, header: block.header.map(printable), rows: block.rows.map((row) => row.map(printable)) };
}

/** A table's cell may have lines. */
function printableLines(text: string): string {
  return text
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map(printableText)
    .join('\n');
}

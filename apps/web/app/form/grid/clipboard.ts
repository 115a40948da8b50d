import type { PastedText } from './state.ts';
import { readHtmlBlock } from './read-html-block.ts';

/** Rows of a spreadsheet's plain text: tabs and line ends, with quotes around what holds them. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  const source = text.replace(/\r\n?/g, '\n');
  for (let index = 0; index < source.length; index += 1) {
    const char = source.charAt(index);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (source.charAt(index + 1) === '"') {
        cell += '"';
        index += 1;
      } else isQuoted = false;
    } else if (char === '"' && cell === '' && closesQuote(source, index)) isQuoted = true;
    else if (char === '\t' || char === '\n') {
      row.push(cell);
      cell = '';
      if (char === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += char;
  }
  // The last line of a copied block ends with a line end, which begins no row.
  if (cell !== '' || row.length > 0 || rows.length === 0) rows.push([...row, cell]);
  return rows;
}

const quotedCell = /"(?:[^"]|"")*"(?=[\t\n]|$)/y;

/** A quote opens a quoted cell only if one closes it before a tab, a line end or the end: 5" pipe is just text. */
function closesQuote(text: string, from: number): boolean {
  quotedCell.lastIndex = from;
  return quotedCell.test(text);
}

export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n');
}

export interface CopiedCell {
  readonly text: string;
  /** Words, which a spreadsheet isn't to take for a number, a date or a formula. */
  readonly isWords: boolean;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same as a table, which spreadsheets read first: lines stay in their cell, and `001` stays as it is written. */
export function writeHtmlTable(rows: readonly (readonly CopiedCell[])[]): string {
  const cellOf = ({ text, isWords }: CopiedCell): string => {
    const inner = text
      .replace(/[&<>"]/g, (char) => entities[char] ?? char)
      .replaceAll('\n', '<br style="mso-data-placement:same-cell">');
    return isWords ? `<td style='mso-number-format:"\\@"'>${inner}</td>` : `<td>${inner}</td>`;
  };
  return `<table>${rows.map((row) => `<tr>${row.map(cellOf).join('')}</tr>`).join('')}</table>`;
}

/**
 * What was copied. Spreadsheets, word processors and web pages give their tables as HTML, which knows merged cells and
 * lines within a cell; the plain text stands where there is no table.
 */
export function readClipboard(data: Pick<DataTransfer, 'getData'>): PastedText {
  const text = data.getData('text/plain').replace(/\r\n?/g, '\n');
  const html = data.getData('text/html');
  const block = /<table\b/i.test(html) ? readHtmlBlock(new DOMParser().parseFromString(html, 'text/html').body) : null;
  if (block) return { block, isTable: true, text };
  return { block: readTsv(text), isTable: text.includes('\t'), text };
}

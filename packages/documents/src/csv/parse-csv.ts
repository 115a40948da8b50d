import { RefusedFile } from '../refused-file.ts';
import type { ParsedCell, ParsedSheet, ParseLimits } from '../xlsx/read/parsed-workbook.ts';

/** The filled cells of a text with separators, as one sheet without a name. @throws {RefusedFile} */
export function parseCsv(bytes: Uint8Array, { cells: most, inflatedBytes }: ParseLimits): ParsedSheet {
  const text = decoded(bytes);
  if (text.length > inflatedBytes) throw new RefusedFile('workbook.too_large');
  const separator = separatorOf(text);
  const cells: ParsedCell[] = [];
  let [row, column, at] = [0, 0, 0];
  while (at < text.length) {
    const field = text[at] === '"' ? quotedField(text, at, separator) : plainField(text, at, separator);
    if (field.text !== '') cells.push([row, column, field.text]);
    if (cells.length > most) throw new RefusedFile('workbook.too_large');
    at = field.end;
    if (text[at] === separator) {
      column += 1;
      at += 1;
    } else {
      if (text[at] === '\r') at += 1;
      if (text[at] === '\n') at += 1;
      row += 1;
      column = 0;
    }
  }
  return { name: '', isHidden: false, cells };
}

interface Field {
  readonly text: string;
  /** Where what follows it stands: a separator, a line's end, or the text's. */
  readonly end: number;
}

function plainField(text: string, start: number, separator: string): Field {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') end += 1;
  return { text: text.slice(start, end).trim(), end };
}

/** By RFC 4180; what stands between the closing quote and the separator was never written by a program. */
function quotedField(text: string, start: number, separator: string): Field {
  let inner = '';
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new RefusedFile('workbook.unreadable');
    inner += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = quote + 1;
      if (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n')
        throw new RefusedFile('workbook.unreadable');
      return { text: inner, end };
    }
    inner += '"';
    at = quote + 2;
  }
}

/** UTF-8, or UTF-16 by its mark, as programs write today; else GB 18030, as they did in China. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encodings =
    first === 0xff && second === 0xfe
      ? ['utf-16le']
      : first === 0xfe && second === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // A picture or a program, whatever it is called.
      if (text.includes('\0')) break;
      return text;
    } catch {
      continue;
    }
  }
  throw new RefusedFile('workbook.not_a_table');
}

/** What stands most often in its first line. */
function separatorOf(text: string): string {
  const line = text.slice(0, Math.min(...['\r', '\n'].map((end) => (text.indexOf(end) + 1 || text.length + 1) - 1)));
  return [',', '\t', ';'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0] ?? ',';
}

import { isDecimalText } from '@huibao/domain';
import type { TableSheet } from '../xlsx/table/workbook.ts';

/** By it Excel and WPS know that the file is UTF-8. */
const byteOrderMark = '\uFEFF';

/**
 * A table by RFC 4180, with a byte order mark, lines ending in CR LF. What could be taken for a formula is text, by an
 * apostrophe before it, and so it shows; numbers are numbers only in columns of numbers, so that `-5` stays one there.
 */
export function writeCsv({ columns, rows }: Pick<TableSheet, 'columns' | 'rows'>): Uint8Array {
  const lines = [
    columns.map((column) => quoted(harmless(column.header))),
    ...rows.map((row) =>
      columns.map((column, index) => {
        const text = row[index] ?? '';
        return column.kind !== 'text' && isDecimalText(text) ? text : quoted(harmless(text));
      }),
    ),
  ];
  return new TextEncoder().encode(byteOrderMark + lines.map((line) => `${line.join(',')}\r\n`).join(''));
}

/** As programs for tables read them; in Chinese and Japanese editions the wide signs open a formula, too. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

function harmless(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

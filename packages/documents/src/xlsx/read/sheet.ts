import { RefusedFile } from '../../refused-file.ts';
import { parseRef } from '../cell/ref.ts';
import { decodeCellText } from '../cell/text.ts';
import type { Attributes } from '../xml/read-xml.ts';
import { readXml } from '../xml/read-xml.ts';
import { dateText } from './date-text.ts';
import { numberText, percentText } from './number-text.ts';
import type { NumberKind } from './styles.ts';

/** Texts of `xl/sharedStrings.xml`: rich ones joined, phonetic guides left out. */
export function readSharedStrings(source: Buffer): readonly string[] {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let phonetic = 0;
  readXml(source, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') isText = true;
      else if (name === 'rPh') phonetic += 1;
    },
    text: (part) => {
      if (isText && phonetic === 0) text += part;
    },
    close: (name) => {
      if (name === 'si') strings.push(decodeCellText(text));
      else if (name === 't') isText = false;
      else if (name === 'rPh') phonetic -= 1;
    },
  });
  return strings;
}

export interface SheetContext {
  readonly strings: readonly string[];
  readonly kinds: readonly NumberKind[];
  readonly is1904: boolean;
  /** Called for every cell; throws when the workbook has had enough of them. */
  readonly count: (text: string) => void;
}

/**
 * The filled cells of a worksheet. A formula gives its last result; what its text would do is nobody's business here.
 */
export function readSheet(source: Buffer, context: SheetContext): (readonly [number, number, string])[] {
  const cells: (readonly [number, number, string])[] = [];
  let row = -1;
  let column = -1;
  let cell: Attributes | undefined;
  let value = '';
  let inline = '';
  let inside: 'v' | 't' | undefined;
  let phonetic = 0;
  readXml(source, {
    open: (name, attributes) => {
      switch (name) {
        case 'row': {
          const given = attributes.get('r');
          row = given === undefined ? row + 1 : (parseRef(`A${given}`)?.row ?? refuse());
          column = -1;
          break;
        }
        case 'c': {
          const given = attributes.get('r');
          const place = given === undefined ? { row, column: column + 1 } : (parseRef(given) ?? refuse());
          if (place.row !== row) refuse();
          column = place.column;
          cell = attributes;
          value = '';
          inline = '';
          break;
        }
        case 'v':
          inside = 'v';
          break;
        case 't':
          inside = 't';
          break;
        case 'rPh':
          phonetic += 1;
          break;
        default:
      }
    },
    text: (part) => {
      if (!cell) return;
      if (inside === 'v') value += part;
      else if (inside === 't' && phonetic === 0) inline += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inside = undefined;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'c' && cell) {
        const text = textOf(cell, value, inline, context);
        context.count(text);
        if (text !== '') cells.push([row, column, text]);
        cell = undefined;
      }
    },
  });
  return cells;
}

function refuse(): never {
  throw new RefusedFile('workbook.unreadable');
}

function textOf(cell: Attributes, value: string, inline: string, { strings, kinds, is1904 }: SheetContext): string {
  switch (cell.get('t') ?? 'n') {
    case 's':
      return value === '' ? '' : (strings[Number(value)] ?? refuse());
    case 'inlineStr':
      return decodeCellText(inline);
    case 'str':
      return decodeCellText(value);
    case 'b':
      return value === '' ? '' : value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
    case 'e':
      return value;
    case 'n':
      return value.trim() === '' ? '' : numberAs(kinds[Number(cell.get('s') ?? '0')] ?? 'number', value, is1904);
    default:
      return refuse();
  }
}

function numberAs(kind: NumberKind, stored: string, is1904: boolean): string {
  const plain = numberText(stored) ?? refuse();
  if (kind === 'percent') return `${percentText(stored) ?? plain}%`;
  if (kind === 'date') return dateText(Number(stored), is1904) ?? plain;
  return plain;
}

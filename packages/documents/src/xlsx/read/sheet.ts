import { RefusedFile } from '../../refused-file.ts';
import { parseRef } from '../cell/ref.ts';
import { decodeCellText } from '../cell/text.ts';
import type { Attributes } from '../xml/read-xml.ts';
import { readXml } from '../xml/read-xml.ts';
import { dateText } from './date-text.ts';
import { isWholeCount, numberText, percentText } from './number-text.ts';
import type { CellFlaw, ParsedCell } from './parsed-workbook.ts';
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
 * The filled cells of a worksheet. A formula gives its last result; one without a result is no empty cell, and says so,
 * as one does that is merged with others: what it holds may be meant for any of them.
 */
export function readSheet(source: Buffer, context: SheetContext): ParsedCell[] {
  const cells: ParsedCell[] = [];
  /** Where what is merged begins: there alone something stands. */
  const merged = new Set<string>();
  let row = -1;
  let column = -1;
  let cell: Attributes | undefined;
  let value = '';
  let inline = '';
  let formula: string | undefined;
  let inside: 'v' | 't' | 'f' | undefined;
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
          formula = undefined;
          break;
        }
        case 'v':
        case 't':
          inside = name;
          break;
        case 'f':
          inside = 'f';
          formula = '';
          break;
        case 'rPh':
          phonetic += 1;
          break;
        case 'mergeCell': {
          context.count('');
          const [from, to] = (attributes.get('ref') ?? '').split(':');
          const place = parseRef(from ?? '');
          if (place && to !== undefined && to !== from) merged.add(`${place.row}:${place.column}`);
          break;
        }
        default:
      }
    },
    text: (part) => {
      if (!cell) return;
      if (inside === 'v') value += part;
      else if (inside === 'f') formula = (formula ?? '') + part;
      else if (inside === 't' && phonetic === 0) inline += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't' || name === 'f') inside = undefined;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'c' && cell) {
        const isUnknown = formula !== undefined && lacksResult(cell, value);
        const text = isUnknown ? `=${formula ?? ''}` : textOf(cell, value, inline, context);
        const flaw = isUnknown ? 'no_result' : findFlaw(cell, value, text);
        context.count(text);
        if (flaw) cells.push([row, column, text, flaw]);
        else if (text !== '') cells.push([row, column, text]);
        cell = undefined;
      }
    },
  });
  if (merged.size === 0) return cells;
  return cells.map((read) => {
    const [row, column, text, flaw] = read;
    const isMerged = merged.has(`${row}:${column}`) && (flaw === undefined || flaw === 'number_as_text');
    return isMerged ? [row, column, text, 'merged'] : read;
  });
}

/** From here on a number's last digits are noughts that nobody typed: an identity number, a card. */
const digitsKept = 1e15;

const looksLikeNumber = /^[\s'’]*[-+(（]?\s*[\d０-９][\d０-９,，.．\s]*[%％)）]?\s*$/u;

/** A text that came out empty is a result; a number never is. */
function lacksResult(cell: Attributes, value: string): boolean {
  return value.trim() === '' && (cell.get('t') ?? 'n') !== 'str';
}

function findFlaw(cell: Attributes, value: string, text: string): CellFlaw | undefined {
  switch (cell.get('t') ?? 'n') {
    case 'e':
      return 'formula_error';
    case 'n':
      return Math.abs(Number(value)) >= digitsKept && !(isWholeCount(value) && !value.endsWith('0'))
        ? 'lost_digits'
        : undefined;
    case 's':
    case 'str':
    case 'inlineStr':
      return looksLikeNumber.test(text) ? 'number_as_text' : undefined;
    default:
      return undefined;
  }
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

import { createHash } from 'node:crypto';
import { DocumentError } from '../../document-error.ts';
import type { ParsedSheet } from '../read/parsed-workbook.ts';
import { toRef } from '../cell/ref.ts';
import {
  columnsMark,
  firstSheetRow,
  identityRow,
  layoutMagic,
  layoutSheet,
  layoutVersion,
  nothingColumn,
  nothingMark,
  rowPrefix,
  valueColumn,
} from './layout.ts';
import type { FormWorkbook, WorkbookCell, WorkbookIdentity } from './workbook.ts';
import { words } from './words.ts';
import { readWorkbook } from '../read/read-workbook.ts';
import { defaultWorkbookLimits, type WorkbookLimits } from '../read/limits.ts';

/**
 * What was filled into a form's workbook, as raw texts. Every input cell of the form's fields and of known register
 * rows is returned, empty ones with text ''; blank register rows only once something stands in them.
 * @throws {DocumentError}
 */
export async function readFormWorkbook(
  bytes: Uint8Array,
  limits: WorkbookLimits = defaultWorkbookLimits,
): Promise<FormWorkbook> {
  const sheets = (await readWorkbook(bytes, limits)).map(gridOf);
  const layout = sheets.find((sheet) => sheet.name === layoutSheet);
  if (layout?.text(0, 0) !== layoutMagic || layout.text(0, 1) !== layoutVersion)
    throw new DocumentError('workbook.no_identity');
  const identity = parseIdentity(layout.text(identityRow, 0));
  const cells: WorkbookCell[] = [];
  for (let row = firstSheetRow; layout.text(row, 0) !== ''; row++) {
    const sheet = sheets.find((candidate) => candidate.name === layout.text(row, 1));
    if (!sheet) throw new DocumentError('workbook.unreadable');
    if (layout.text(row, 0) === 'fields') cells.push(...fieldCells(sheet));
    else cells.push(...registerCells(sheet, layout.text(row, 2)));
  }
  return { identity, cells };
}

interface Grid {
  readonly name: string;
  /** 0-based rows with an address in the hidden column, in order. */
  readonly addresses: readonly (readonly [row: number, address: string])[];
  readonly text: (row: number, column: number) => string;
}

function gridOf({ name, cells }: ParsedSheet): Grid {
  const texts = new Map(cells.map(([row, column, text]) => [`${row}:${column}`, text]));
  return {
    name,
    addresses: cells.flatMap(([row, column, text]) => (column === 0 ? [[row, text] as const] : [])),
    text: (row, column) => texts.get(`${row}:${column}`) ?? '',
  };
}

function parseIdentity(json: string): WorkbookIdentity {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new DocumentError('workbook.no_identity');
  }
  if (!isIdentity(parsed)) throw new DocumentError('workbook.no_identity');
  return parsed;
}

const textFields = [
  'form',
  'formVersion',
  'unitId',
  'unitName',
  'submissionId',
  'collectionId',
  'periodLabel',
] as const;

function isIdentity(value: unknown): value is WorkbookIdentity {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return (
    textFields.every((name) => typeof fields.get(name) === 'string') &&
    Number.isSafeInteger(fields.get('year')) &&
    Number.isSafeInteger(fields.get('periodOrdinal'))
  );
}

const address = /^([a-z][a-z0-9_]*)(?:\[(.+)\])?$/s;

function fieldCells(sheet: Grid): WorkbookCell[] {
  const seen = new Set<string>();
  return sheet.addresses.map(([row, text]) => {
    const match = address.exec(text);
    // The same cell twice: which of both is meant?
    if (!match || seen.has(text)) throw new DocumentError('workbook.unreadable');
    seen.add(text);
    return {
      code: match[1] ?? '',
      key: match[2] ?? '',
      sheet: sheet.name,
      ref: toRef(valueColumn, row),
      text: sheet.text(row, valueColumn),
    };
  });
}

const columnAddress = /^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/;
const yesWords: readonly string[] = [words.yes.zh, words.yes.en].map((word) => word.toLowerCase());
const maxRegisterColumns = 200;

function registerCells(sheet: Grid, register: string): WorkbookCell[] {
  const cells: WorkbookCell[] = [];
  const columns: (readonly [column: number, code: string])[] = [];
  const seen = new Set<string>();
  for (const [row, text] of sheet.addresses) {
    if (text === columnsMark) {
      for (let column = 1; column < maxRegisterColumns; column++) {
        const code = sheet.text(row, column);
        if (columnAddress.test(code) && code.startsWith(`${register}.`)) columns.push([column, code]);
      }
    } else if (text === nothingMark) {
      const isNothing = yesWords.includes(sheet.text(row, nothingColumn).trim().toLowerCase());
      cells.push({
        code: register,
        key: '',
        sheet: sheet.name,
        ref: toRef(nothingColumn, row),
        text: isNothing ? 'nothing' : '',
      });
    } else {
      cells.push(...recordCells(sheet, row, text, columns, seen));
    }
  }
  return cells;
}

function recordCells(
  sheet: Grid,
  row: number,
  text: string,
  columns: readonly (readonly [number, string])[],
  seen: Set<string>,
): WorkbookCell[] {
  const isKnown = text.startsWith(rowPrefix.known);
  const id = isKnown
    ? text.slice(rowPrefix.known.length)
    : text.startsWith(rowPrefix.blank)
      ? text.slice(rowPrefix.blank.length)
      : '';
  if (id === '') throw new DocumentError('workbook.unreadable');
  const key = seen.has(id) ? copyId(id, row) : id;
  seen.add(id);
  const cells = columns.map(([column, code]) => ({
    code,
    key,
    sheet: sheet.name,
    ref: toRef(column, row),
    text: sheet.text(row, column),
  }));
  return (isKnown && key === id) || cells.some((cell) => cell.text !== '') ? cells : [];
}

/** A row that was copied with its hidden address is another record; the same file gives it the same id again. */
function copyId(id: string, row: number): string {
  const hex = createHash('sha256').update(`${id}:${row}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

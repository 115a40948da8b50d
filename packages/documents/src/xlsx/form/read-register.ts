import { createHash } from 'node:crypto';
import {
  columnCode,
  matchesUnit,
  momentAfter,
  newRowKey,
  type Localized,
  type Register,
  type UnitTraits,
} from '@huibao/domain';
import { findHeads } from './find-heads.ts';
import { headOf, isWritable } from './input-cell.ts';
import { columnsMark, nothingColumn, nothingMark, rowPrefix } from './layout.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { FormWorkbook, WorkbookCell } from './workbook.ts';
import { words } from './words.ts';

/** Whether a text of the hidden column is an address in a register's sheet. */
export function isRegisterAddress(text: string): boolean {
  return (
    text === columnsMark || text === nothingMark || text.startsWith(rowPrefix.known) || text.startsWith(rowPrefix.blank)
  );
}

/**
 * A register's sheet. A row that nobody prepared (typed below the last, inserted between) is a record too.
 * @throws {DocumentError}
 */
export function readRegister(
  sheet: SheetGrid,
  register: Register,
  unit: UnitTraits,
): Pick<FormWorkbook, 'cells' | 'ignored'> {
  const asked = register.columns.filter((column) => matchesUnit(column.appliesTo, unit));
  const labels = new Map<string, Localized>([
    ['', words.number],
    ...asked.map((column) => [columnCode(register, column), headOf(column)] as const),
  ]);
  const { row: headRow, columns, columnOf } = findHeads(sheet, labels);
  const places = asked
    .filter(isWritable)
    .map((column) => columnCode(register, column))
    .map((code) => [code, columnOf(code)] as const);
  const addressColumn = sheet.columnOf(isRegisterAddress) ?? 0;
  const newKey = keysOfAdded(sheet, addressColumn);
  const records: WorkbookCell[] = [];
  const seen = new Set<string>();
  for (const row of sheet.rowsBelow(headRow)) {
    const address = sheet.text(row, addressColumn);
    const isKnown = address.startsWith(rowPrefix.known);
    const given = isRegisterAddress(address) ? address.slice(rowPrefix.known.length) : '';
    // A row that was copied with its hidden address is another record.
    const key = given === '' || seen.has(given) ? newKey(row, given) : given;
    seen.add(key);
    const cells = places.map(([code, column]) => sheet.answer({ code, key }, row, column));
    if ((isKnown && key === given) || cells.some((cell) => cell.text !== '')) records.push(...cells);
  }
  return {
    cells: [...nothingCells(sheet, register, addressColumn), ...records],
    ignored: sheet.ignored(({ row, column }) => row > headRow && column !== addressColumn && !columns.has(column)),
  };
}

const isYes = (text: string): boolean =>
  [words.yes.zh, words.yes.en.toLowerCase()].includes(text.normalize('NFKC').trim().toLowerCase());

/** 零报告: a Yes beside its question. */
function nothingCells(sheet: SheetGrid, register: Register, addressColumn: number): readonly WorkbookCell[] {
  const row = sheet.filled.find((cell) => cell.column === addressColumn && cell.text === nothingMark)?.row;
  if (row === undefined) return [];
  const yes = sheet.filled.find((cell) => cell.row === row && isYes(cell.text));
  const answer = sheet.answer({ code: register.code, key: '' }, row, yes?.column ?? nothingColumn);
  return [{ ...answer, text: yes ? 'nothing' : '' }];
}

/**
 * Keys for rows without one of their own, behind those that have one, in the sheet's order. The same file gives them
 * again; another download gives others.
 */
function keysOfAdded(sheet: SheetGrid, addressColumn: number): (row: number, given: string) => string {
  const prepared = sheet.filled
    .filter((cell) => cell.column === addressColumn && isRegisterAddress(cell.text))
    .map((cell) => cell.text.slice(rowPrefix.known.length))
    .toSorted();
  const begin = momentAfter(prepared.filter((key) => /^[0-9a-f-]{36}$/.test(key)).at(-1));
  return (row, given) =>
    newRowKey(
      begin + row,
      createHash('sha256')
        .update(`${prepared.join(' ')}:${given}:${row}`)
        .digest()
        .subarray(0, 10),
    );
}

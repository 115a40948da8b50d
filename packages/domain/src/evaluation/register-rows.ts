import type { Cell, CellContent, CellMap } from '../cell/cell.ts';
import { contentAt, missingCell } from '../cell/cell.ts';
import type { FormDefinition } from '../form/definition.ts';
import { compileForm } from './compile-form.ts';

/** A register's rows by id, in the order of their ids; each with its cells by column. */
export type RowIndex = ReadonlyMap<string, ReadonlyMap<string, Cell>>;

/**
 * Every register's rows, found in one pass. A row whose cells are all missing was removed, and isn't one. Ids sort by
 * when they were made (`cell/row-key.ts`): by them, and not by which cell came first, rows stand alike for everybody.
 */
export function indexRows(form: FormDefinition, cells: CellMap): ReadonlyMap<string, RowIndex> {
  const index = new Map<string, Map<string, Map<string, Cell>>>();
  for (const code of compileForm(form).registers.keys()) index.set(code, new Map());
  if (index.size === 0) return index;
  for (const cell of cells.values()) {
    const point = cell.code.indexOf('.');
    if (point < 1 || cell.key === '' || cell.state === 'missing') continue;
    const rows = index.get(cell.code.slice(0, point));
    const row = rows?.get(cell.key);
    const column = cell.code.slice(point + 1);
    if (row) row.set(column, cell);
    else rows?.set(cell.key, new Map([[column, cell]]));
  }
  for (const [code, rows] of index) index.set(code, inOrder(rows));
  return index;
}

function inOrder<Row>(rows: Map<string, Row>): Map<string, Row> {
  let last = '';
  for (const key of rows.keys()) {
    if (key < last) return new Map([...rows].sort(([a], [b]) => (a < b ? -1 : 1)));
    last = key;
  }
  return rows;
}

/** Ids of each register's rows, in their order. */
export function registerRows(form: FormDefinition, cells: CellMap): ReadonlyMap<string, readonly string[]> {
  return new Map([...indexRows(form, cells)].map(([code, rows]) => [code, [...rows.keys()]]));
}

export function contentInRow(row: ReadonlyMap<string, Cell>, column: string): CellContent {
  return row.get(column) ?? missingCell;
}

export type RegisterState = 'missing' | 'not_applicable' | 'nothing' | 'rows';

/** A register with rows has rows, whatever its own cell says; without rows it is missing until someone says 无. */
export function registerState(cells: CellMap, code: string, hasRows: boolean): RegisterState {
  if (hasRows) return 'rows';
  const { state, value } = contentAt(cells, code);
  return state === 'not_applicable' ? state : value === 'nothing' ? value : 'missing';
}

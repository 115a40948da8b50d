import type { CellMap } from '../cell.ts';
import { contentAt } from '../cell.ts';
import type { FormDefinition } from '../form.ts';
import { compileForm } from './compile-form.ts';

/** Ids of each register's rows in order of appearance. A row whose cells are all missing was removed, and isn't one. */
export function registerRows(form: FormDefinition, cells: CellMap): ReadonlyMap<string, readonly string[]> {
  const { registers } = compileForm(form);
  const rows = new Map<string, Set<string>>();
  for (const code of registers.keys()) rows.set(code, new Set());
  if (rows.size > 0) {
    for (const cell of cells.values()) {
      const point = cell.code.indexOf('.');
      if (point > 0 && cell.key !== '' && cell.state !== 'missing') rows.get(cell.code.slice(0, point))?.add(cell.key);
    }
  }
  return new Map([...rows].map(([code, keys]) => [code, [...keys]]));
}

export type RegisterState = 'missing' | 'nothing' | 'rows';

/** A register with rows has rows, whatever its own cell says; without rows it is missing until someone says 无. */
export function registerState(cells: CellMap, code: string, rows: readonly string[]): RegisterState {
  if (rows.length > 0) return 'rows';
  return contentAt(cells, code).value === 'nothing' ? 'nothing' : 'missing';
}

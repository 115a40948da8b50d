import type { WorkbookCell } from '../xlsx/form/workbook.ts';
import { toRef } from '../xlsx/cell/ref.ts';
import type { ParsedCell, ParsedSheet } from '../xlsx/read/parsed-workbook.ts';
import type { BulkEntry, BulkFile, UnreadPlace } from './bulk-file.ts';
import { columnNamed, type ColumnName, type FormNames } from './name-columns.ts';

type Columns = ReadonlyMap<ColumnName, number>;

/** The columns of a sheet with a row a value; null where it isn't one. */
export function columnsOfLong({ cells }: ParsedSheet): Columns | null {
  const [first] = cells;
  const columns = new Map<ColumnName, number>();
  for (const [row, column, text] of cells) {
    if (row !== first?.[0]) break;
    const name = columnNamed(text);
    if (name && !columns.has(name)) columns.set(name, column);
  }
  const isLong = columns.has('form') && columns.has('element') && columns.has('value');
  return isLong && (columns.has('unit_code') || columns.has('unit_name')) ? columns : null;
}

/** A sheet with a row a value: whose, of which form, which element, which option of it, what. */
export function readLong({ name: sheet, cells }: ParsedSheet, columns: Columns, forms: FormNames): BulkFile {
  const entries = new Map<string, BulkEntry & { readonly cells: WorkbookCell[] }>();
  const unread: UnreadPlace[] = [];
  const headRow = cells[0]?.[0];
  const eachRow = function* (): Generator<readonly [number, readonly ParsedCell[]]> {
    let some: ParsedCell[] = [];
    for (const cell of cells) {
      if (some[0] && some[0][0] !== cell[0]) {
        yield [some[0][0], some];
        some = [];
      }
      some.push(cell);
    }
    if (some[0]) yield [some[0][0], some];
  };
  for (const [row, filled] of eachRow()) {
    if (row === headRow) continue;
    const at = (name: ColumnName): ParsedCell | undefined => filled.find((cell) => cell[1] === columns.get(name));
    const textOf = (name: ColumnName): string => at(name)?.[2].trim() ?? '';
    const value = at('value');
    if (!value) continue;
    const tell = (name: ColumnName, why: UnreadPlace['why']): number =>
      unread.push({ sheet, ref: toRef(columns.get(name) ?? 0, row), text: textOf(name), why });
    const unit = { code: textOf('unit_code'), name: textOf('unit_name') };
    const whose = columns.has('unit_code') ? 'unit_code' : 'unit_name';
    if (unit.code === '' && unit.name === '') {
      tell(whose, 'no_unit');
      continue;
    }
    const form = forms.find(textOf('form'));
    if (!form) {
      tell('form', 'unknown_form');
      continue;
    }
    const options = form.cellsOf(textOf('element'));
    if (!options) {
      tell('element', 'unknown_element');
      continue;
    }
    const option = textOf('option');
    const column = options.get(option) ?? options.get(option.toLowerCase().replace(/\s+/g, ''));
    if (!column) {
      tell('option', 'unknown_option');
      continue;
    }
    const id = JSON.stringify([unit.code, unit.name, form.code]);
    const ref = toRef(columns.get(whose) ?? 0, row);
    const entry = entries.get(id) ?? { unit, form: form.code, sheet, ref, cells: [] };
    entries.set(id, entry);
    const [, at0, text, flaw] = value;
    entry.cells.push({
      code: column.code,
      key: column.key,
      sheet,
      ref: toRef(at0, row),
      text,
      ...(flaw ? { flaw } : {}),
    });
  }
  return { entries: [...entries.values()], unread };
}

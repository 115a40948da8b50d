import type { WorkbookCell } from '../xlsx/form/workbook.ts';
import { toRef } from '../xlsx/cell/ref.ts';
import type { ParsedCell, ParsedSheet } from '../xlsx/read/parsed-workbook.ts';
import type { BulkColumn } from './bulk-columns.ts';
import type { BulkEntry, BulkFile, UnreadPlace } from './bulk-file.ts';
import { columnNamed, type ColumnName, type FormNames, type NamedForm } from './name-columns.ts';

/** Heads stand above: a title, a note, the names, the codes. */
const headRows = 15;

/** A sheet with a row a unit and a column a cell of one form. */
export function readWide({ name: sheet, cells }: ParsedSheet, forms: FormNames): BulkFile {
  const rows = [...Map.groupBy(cells, ([row]) => row)];
  const [first] = cells;
  if (!first) return { entries: [], unread: [] };
  const head = findHead(rows.slice(0, headRows), forms, sheet);
  if (!head)
    return { entries: [], unread: [{ sheet, ref: toRef(first[1], first[0]), text: sheet, why: 'unknown_sheet' }] };
  const { form, row: headRow, named, columns } = head;
  if (named.size === 0)
    return { entries: [], unread: [{ sheet, ref: toRef(0, headRow), text: sheet, why: 'no_unit_column' }] };
  const entries: BulkEntry[] = [];
  const unread: UnreadPlace[] = [...head.unread];
  const unnamed = new Map<number, UnreadPlace>();
  for (const [row, filled] of rows) {
    if (row <= headRow || isHead(filled, named)) continue;
    const unit = { code: '', name: '' };
    let at: number | undefined;
    const answers: WorkbookCell[] = [];
    for (const [, column, text, flaw] of filled) {
      const whose = named.get(column);
      if (whose) {
        unit[whose === 'unit_code' ? 'code' : 'name'] = text.trim();
        at ??= column;
        continue;
      }
      const asked = columns.get(column);
      const answer = { sheet, ref: toRef(column, row), text };
      if (asked) answers.push({ code: asked.code, key: asked.key, ...answer, ...(flaw ? { flaw } : {}) });
      // One place for a column that nobody knows, however long it is.
      else if (!head.known.has(column) && !unnamed.has(column))
        unnamed.set(column, { ...answer, text: head.textOf(column), why: 'unknown_column' });
    }
    if (answers.length === 0) continue;
    const ref = toRef(at ?? answers.length - 1, row);
    if (unit.code === '' && unit.name === '')
      unread.push({ sheet, ref: answers[0]?.ref ?? ref, text: answers[0]?.text ?? '', why: 'no_unit' });
    else entries.push({ unit, form: form.code, sheet, ref, cells: answers });
  }
  return { entries, unread: [...unread, ...unnamed.values()] };
}

interface Head {
  readonly form: NamedForm;
  readonly row: number;
  readonly named: ReadonlyMap<number, 'unit_code' | 'unit_name'>;
  readonly columns: ReadonlyMap<number, BulkColumn>;
  /** Columns that are told of already. */
  readonly known: ReadonlySet<number>;
  readonly textOf: (column: number) => string;
  readonly unread: readonly UnreadPlace[];
}

type Row = readonly [row: number, cells: readonly ParsedCell[]];

/** The row that names most cells of a form: by their codes, whatever the sheet is called; else by their labels. */
function findHead(rows: readonly Row[], forms: FormNames, sheet: string): Head | undefined {
  const bySheet = forms.find(sheet);
  const candidates = rows.flatMap(([row, cells]) => [
    ...forms.all().map((form) => ({ form, row, cells, find: (text: string) => form.columnById(text), weight: 2 })),
    ...(bySheet ? [{ form: bySheet, row, cells, find: (text: string) => bySheet.columnNamed(text), weight: 1 }] : []),
  ]);
  const [best] = candidates
    .map((one) => ({ ...one, hits: one.cells.filter(([, , text]) => one.find(text)).length * one.weight }))
    .filter(({ hits }) => hits > 0)
    .toSorted((a, b) => b.hits - a.hits || a.row - b.row);
  if (!best) return undefined;
  const { form, row, cells, find } = best;
  const above = rows.filter(([no]) => no <= row).toReversed();
  const named = new Map<number, 'unit_code' | 'unit_name'>();
  // The unit's columns may be named above the codes alone.
  for (const [, some] of above)
    for (const [, column, text] of some) {
      const name = columnNamed(text);
      if (isUnitColumn(name) && ![...named.values()].includes(name) && !named.has(column)) named.set(column, name);
    }
  const columns = new Map<number, BulkColumn>();
  const known = new Set<number>();
  const unread: UnreadPlace[] = [];
  const taken = new Set<string>();
  for (const [, column, text] of cells) {
    const found = find(text);
    if (!found || named.has(column)) continue;
    known.add(column);
    if (taken.has(found.id)) unread.push({ sheet, ref: toRef(column, row), text, why: 'column_twice' });
    else columns.set(column, found);
    taken.add(found.id);
  }
  const textOf = (column: number): string =>
    above.flatMap(([, some]) => some.filter((cell) => cell[1] === column).map((cell) => cell[2]))[0] ?? '';
  return { form, row, named, columns, known, textOf, unread };
}

function isUnitColumn(name: ColumnName | undefined): name is 'unit_code' | 'unit_name' {
  return name === 'unit_code' || name === 'unit_name';
}

/** A row that says what the columns are, not whose. */
function isHead(cells: readonly ParsedCell[], named: ReadonlyMap<number, unknown>): boolean {
  return cells.some(([, column, text]) => named.has(column) && isUnitColumn(columnNamed(text)));
}

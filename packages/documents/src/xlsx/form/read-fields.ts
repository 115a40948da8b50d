import { cellId, cellOptionsOf, elementOfCell, elementsOf, parseCellId, type FormDefinition } from '@huibao/domain';
import { DocumentError } from '../../document-error.ts';
import { findHeads } from './find-heads.ts';
import { isWritable } from './input-cell.ts';
import { lockedMark } from './layout.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { FormWorkbook, WorkbookCell } from './workbook.ts';
import { words } from './words.ts';

type Read = Pick<FormWorkbook, 'cells' | 'ignored'>;

const heads = new Map(
  (['indicator', 'option', 'measure', 'thisTerm', 'lastYear', 'remark'] as const).map((name) => [name, words[name]]),
);

/** Ids of the cells that a form's sheet of fields may hold. */
export function fieldIds(form: FormDefinition): ReadonlySet<string> {
  return new Set(
    elementsOf(form).flatMap((element) =>
      (cellOptionsOf(element) ?? [null])
        .filter((option) => isWritable(elementOfCell(element, option)))
        .map((option) => cellId({ code: element.code, key: option?.code ?? '' })),
    ),
  );
}

/** @throws {DocumentError} */
export function readFields(sheet: SheetGrid, ids: ReadonlySet<string>): Read {
  const { row: headRow, columns, columnOf } = findHeads(sheet, heads);
  const valueColumn = columnOf('thisTerm');
  const addressColumn = sheet.columnOf((text) => ids.has(text));
  if (addressColumn === null) throw new DocumentError('workbook.unreadable');
  const cells: WorkbookCell[] = [];
  const seen = new Set<string>();
  for (const row of sheet.rowsBelow(headRow)) {
    const id = sheet.text(row, addressColumn);
    if (!ids.has(id)) continue;
    // The same cell twice: which of both is meant?
    if (seen.has(id)) throw new DocumentError('workbook.unreadable');
    seen.add(id);
    cells.push(sheet.answer(parseCellId(id), row, valueColumn));
  }
  // Every row of the form's own is marked, those too that ask nothing; not in workbooks of an earlier make.
  const isMarked = sheet.columnOf((text) => text === lockedMark) === addressColumn;
  const ignored = sheet.ignored(({ row, column }) => {
    if (row <= headRow || column === addressColumn) return false;
    return !columns.has(column) || (isMarked && sheet.text(row, addressColumn) === '');
  });
  return { cells, ignored };
}

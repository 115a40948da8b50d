import { cellId } from '@huibao/domain';
import { DocumentError } from '../../document-error.ts';
import { gridAddress, gridMark } from './layout.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { FormWorkbook, WorkbookCell } from './workbook.ts';

/** What an address says of a cell. */
type Part = { readonly code: string } | { readonly key: string };

/**
 * The tables of a sheet. Each cell is found by the hidden address of its line and that of its column, so that a line or
 * column that was moved or inserted moves no answer to a wrong place, and an older layout is read as well.
 * @param ids of the cells that the form may hold
 * @throws {DocumentError}
 */
export function readGrids(sheet: SheetGrid, ids: ReadonlySet<string>): Pick<FormWorkbook, 'cells' | 'ignored'> {
  const addressColumn = sheet.columnOf((text) => text.startsWith(gridMark));
  if (addressColumn === null) throw new DocumentError('workbook.unreadable');
  const marked = sheet.filled.filter(({ column }) => column === addressColumn);
  const cells: WorkbookCell[] = [];
  const seen = new Set<string>();
  const ownColumns = new Map<number, ReadonlySet<number>>();
  let columns: readonly { readonly column: number; readonly part: Part }[] = [];
  let known: ReadonlySet<number> = new Set();
  for (const { row, text } of marked) {
    if (text.startsWith(gridMark)) {
      const addressed = sheet.filled.filter((cell) => cell.row === row && cell.column !== addressColumn);
      columns = addressed.flatMap((cell) => {
        const part = partOf(cell.text);
        return part ? [{ column: cell.column, part }] : [];
      });
      known = new Set(addressed.map(({ column }) => column));
    }
    ownColumns.set(row, known);
    const line = partOf(text);
    if (!line) continue;
    for (const { column, part } of columns) {
      const { code = '', key = '' } = { ...line, ...part } as { code?: string; key?: string };
      const id = cellId({ code, key });
      if (!ids.has(id)) continue;
      // The same cell twice: which of both is meant?
      if (seen.has(id)) throw new DocumentError('workbook.unreadable');
      seen.add(id);
      cells.push(sheet.answer({ code, key }, row, column));
    }
  }
  const [firstRow = 0] = marked.map(({ row }) => row);
  return {
    cells,
    ignored: sheet.ignored(({ row, column }) => {
      if (row < firstRow || column === addressColumn) return false;
      return ownColumns.get(row)?.has(column) !== true;
    }),
  };
}

function partOf(text: string): Part | null {
  if (text.startsWith(gridAddress.element)) return { code: text.slice(gridAddress.element.length) };
  if (text.startsWith(gridAddress.key)) return { key: text.slice(gridAddress.key.length) };
  return null;
}

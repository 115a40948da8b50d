import type { CellLine, TableCellNode } from '../report/definition.ts';
import type { SectionList } from './template-of-draft.ts';

/** Where a table goes in a report's section: behind a block; null: at its end. */
export interface TablePlace {
  readonly list: SectionList;
  readonly index: number;
  readonly after: number | null;
}

/** A head of a report's table: each line of a text one of the cell. */
export function headCell(text: string, columns: number, rows: number): TableCellNode {
  const lines = text.split('\n').filter((line) => line !== '');
  const content = lines.map((line): CellLine => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }));
  return cell('tableHeader', content, columns, rows);
}

export function cell(
  type: TableCellNode['type'],
  lines: readonly CellLine[],
  columns: number,
  rows: number,
): TableCellNode {
  const attrs = { ...(columns > 1 ? { colspan: columns } : {}), ...(rows > 1 ? { rowspan: rows } : {}) };
  // A cell of an editor has a line, be it empty.
  const content = lines.length > 0 ? lines : [{ type: 'paragraph' as const }];
  return { type, ...(columns > 1 || rows > 1 ? { attrs } : {}), content };
}

import { contentAt, missingCell, type CellContent, type CellMap } from '../cell/cell.ts';
import { totalOf } from '../cell/parse-cell.ts';
import type { GridSlot } from '../form/grid-layout.ts';

/** What stands in a place of a grid: a cell's answer, or the sum of those that are answered. */
export function slotContent({ element, isTotal, keys }: GridSlot, cells: CellMap): CellContent {
  const contents = keys.map((key) => contentAt(cells, element.code, key));
  if (!isTotal) return contents[0] ?? missingCell;
  const value = totalOf(contents);
  return value === null ? missingCell : { state: 'value', value };
}

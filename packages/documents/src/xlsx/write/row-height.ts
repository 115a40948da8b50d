import { textWidth } from '../../table-columns.ts';
import type { Sheet, SheetRow } from './model.ts';

const linePoints = 16;
const paddingPoints = 4;
/** Excel's limit. */
const maxPoints = 409;

/** Points that a row needs for its longest text: not every program fits rows to wrapped texts when it opens a file. */
export function rowHeight(row: SheetRow, columns: Sheet['columns'], leastLines: number): number {
  const lines = row.cells.map((cell, index) => {
    const width = columns[index]?.width ?? 10;
    if (cell?.value?.kind !== 'text' || columns[index]?.isHidden) return 1;
    return cell.value.text
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil((textWidth(line) * 1.1) / width)), 0);
  });
  return Math.min(maxPoints, Math.max(leastLines, ...lines) * linePoints + paddingPoints);
}

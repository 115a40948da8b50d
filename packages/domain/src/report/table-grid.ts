/** As far as places go: the cells of each row, and what they cover. */
type Rows<Cell extends Spanning> = readonly { readonly content: readonly Cell[] }[];

interface Spanning {
  readonly attrs?: { readonly colspan?: number; readonly rowspan?: number };
}

/** A cell where it begins. */
export interface PlacedCell<Cell> {
  readonly cell: Cell;
  /** From 0. */
  readonly row: number;
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Where each cell of a table begins and what it covers, row by row: a row lists no cell that reaches into it from
 * above. What would reach below the last row ends there.
 */
export function placedCells<Cell extends Spanning>(rows: Rows<Cell>): readonly (readonly PlacedCell<Cell>[])[] {
  const taken = rows.map((): boolean[] => []);
  return rows.map(({ content }, row) => {
    let column = 0;
    return content.map((cell) => {
      while (taken[row]?.[column]) column += 1;
      const columns = cell.attrs?.colspan ?? 1;
      const reach = Math.min(cell.attrs?.rowspan ?? 1, rows.length - row);
      for (let below = row; below < row + reach; below += 1)
        for (let beside = column; beside < column + columns; beside += 1) (taken[below] ?? [])[beside] = true;
      const placed = { cell, row, column, columns, rows: reach };
      column += columns;
      return placed;
    });
  });
}

/** Texts by row and column: a cell's own where it begins, nothing in what else it covers. */
export function textGrid<Cell extends Spanning>(rows: Rows<Cell>, textOf: (cell: Cell) => string): readonly string[][] {
  const placed = placedCells(rows);
  const width = Math.max(0, ...placed.flat().map(({ column, columns }) => column + columns));
  const grid = rows.map(() => new Array<string>(width).fill(''));
  for (const { cell, row, column } of placed.flat()) (grid[row] ?? [])[column] = textOf(cell);
  return grid;
}

/** Whether merged cells leave no hole, lie on no other, and none reaches beyond the last row. */
export function hasWholeRows(rows: Rows<Spanning>): boolean {
  const cells = placedCells(rows).flat();
  const isMerged = ({ cell }: PlacedCell<Spanning>): boolean =>
    (cell.attrs?.colspan ?? 1) > 1 || (cell.attrs?.rowspan ?? 1) > 1;
  // Rows of single cells may differ in length, as they may have been pasted.
  if (!cells.some(isMerged)) return true;
  const width = Math.max(...cells.map(({ column, columns }) => column + columns));
  const covered = cells.reduce((sum, { columns, cell }) => sum + columns * (cell.attrs?.rowspan ?? 1), 0);
  const places = new Set(
    cells.flatMap(({ row, column, columns, rows: reach }) =>
      Array.from(
        { length: columns * reach },
        (_, at) => `${row + Math.floor(at / columns)} ${column + (at % columns)}`,
      ),
    ),
  );
  return covered === width * rows.length && places.size === covered;
}

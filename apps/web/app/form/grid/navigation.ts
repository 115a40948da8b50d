export interface Position {
  readonly row: number;
  readonly col: number;
}

/**
 * What is selected: a range from where it was begun (`anchor`) to its other end (`focus`), and within it the active
 * cell, which takes what is typed. As in a spreadsheet it is where the range was begun, until Tab or Enter go round.
 */
export interface Selection {
  readonly active: Position;
  readonly anchor: Position;
  readonly focus: Position;
}

export interface GridShape {
  readonly rows: number;
  readonly cols: number;
  readonly isFilled: (at: Position) => boolean;
}

export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export function selectionOf(at: Position): Selection {
  return { active: at, anchor: at, focus: at };
}

export function isSame(a: Position, b: Position): boolean {
  return a.row === b.row && a.col === b.col;
}

export function clamp(shape: GridShape, at: Position): Position {
  return { row: Math.max(0, Math.min(shape.rows - 1, at.row)), col: Math.max(0, Math.min(shape.cols - 1, at.col)) };
}

function isInside(shape: GridShape, at: Position): boolean {
  return at.row >= 0 && at.col >= 0 && at.row < shape.rows && at.col < shape.cols;
}

/** One step by an arrow, or a page, staying inside. */
export function step(shape: GridShape, at: Position, by: Position): Position {
  return clamp(shape, { row: at.row + by.row, col: at.col + by.col });
}

/**
 * Ctrl+arrow as in a spreadsheet: to the end of a filled run, or over the gap to the next filled cell, or to the edge.
 */
export function jump(shape: GridShape, at: Position, by: Position): Position {
  const next = (from: Position): Position => ({ row: from.row + by.row, col: from.col + by.col });
  let here = next(at);
  if (!isInside(shape, here)) return at;
  const isRun = shape.isFilled(at) && shape.isFilled(here);
  while (isInside(shape, next(here)) && (isRun ? shape.isFilled(next(here)) : !shape.isFilled(here))) here = next(here);
  return here;
}

/** Tab order: along the row, then the next one; null when it leaves the grid. */
export function tabTo(shape: GridShape, at: Position, by: 1 | -1): Position | null {
  const index = at.row * shape.cols + at.col + by;
  if (index < 0 || index >= shape.rows * shape.cols) return null;
  return { row: Math.floor(index / shape.cols), col: index % shape.cols };
}

/** The next cell of a selected range, round and round: along its rows by Tab, down its columns by Enter. */
export function roundTo(range: Range, at: Position, by: 1 | -1, along: 'rows' | 'columns'): Position {
  const [height, width] = [range.bottom - range.top + 1, range.right - range.left + 1];
  const [row, col] = [at.row - range.top, at.col - range.left];
  const size = height * width;
  const index = ((along === 'rows' ? row * width + col : col * height + row) + by + size) % size;
  return along === 'rows'
    ? { row: range.top + Math.floor(index / width), col: range.left + (index % width) }
    : { row: range.top + (index % height), col: range.left + Math.floor(index / height) };
}

export function rangeOf({ anchor, focus }: Pick<Selection, 'anchor' | 'focus'>): Range {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.col, focus.col),
    right: Math.max(anchor.col, focus.col),
  };
}

export function isInRange(range: Range, at: Position): boolean {
  return at.row >= range.top && at.row <= range.bottom && at.col >= range.left && at.col <= range.right;
}

export function isOneCell(selection: Selection): boolean {
  return isSame(selection.anchor, selection.focus);
}

export function positionsOf(range: Range): readonly Position[] {
  const list: Position[] = [];
  for (let row = range.top; row <= range.bottom; row += 1)
    for (let col = range.left; col <= range.right; col += 1) list.push({ row, col });
  return list;
}

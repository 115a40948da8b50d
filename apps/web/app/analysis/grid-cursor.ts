export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads within so many rows and columns, as in a spreadsheet; undefined for keys that lead nowhere. */
export function placeAfter(
  key: string,
  isControl: boolean,
  { row, column }: GridPlace,
  rows: number,
  columns: number,
): GridPlace | undefined {
  const inside = (place: GridPlace): GridPlace => ({
    row: Math.min(Math.max(place.row, 0), rows - 1),
    column: Math.min(Math.max(place.column, 0), columns - 1),
  });
  const far = isControl ? Infinity : 1;
  switch (key) {
    case 'ArrowUp':
      return inside({ row: row - far, column });
    case 'ArrowDown':
      return inside({ row: row + far, column });
    case 'ArrowLeft':
      return inside({ row, column: column - far });
    case 'ArrowRight':
      return inside({ row, column: column + far });
    case 'Home':
      return inside({ row: isControl ? 0 : row, column: 0 });
    case 'End':
      return inside({ row: isControl ? Infinity : row, column: Infinity });
    case 'PageUp':
      return inside({ row: row - 10, column });
    case 'PageDown':
      return inside({ row: row + 10, column });
    default:
      return undefined;
  }
}

/** 0-based column and row to A1. */
export function toRef(column: number, row: number): string {
  return `${columnName(column)}${row + 1}`;
}

export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

const letterA = 65;
const maxColumns = 16_384;
const maxRows = 1_048_576;

/** A1 to 0-based column and row; undefined outside a sheet. */
export function parseRef(ref: string): { readonly column: number; readonly row: number } | undefined {
  if (!/^[A-Z]{1,3}[1-9]\d{0,6}$/.test(ref)) return undefined;
  let column = 0;
  let letters = 0;
  for (; ref.charCodeAt(letters) >= letterA; letters += 1) column = column * 26 + ref.charCodeAt(letters) - letterA + 1;
  column -= 1;
  const row = Number(ref.slice(letters)) - 1;
  return column < maxColumns && row < maxRows ? { column, row } : undefined;
}

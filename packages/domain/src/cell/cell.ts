/** A cell is missing, not applicable, or a value; zero is the value `0`. They never collapse into one another. */
export type CellState = 'missing' | 'not_applicable' | 'value';

/**
 * Where a cell stands in its form: an element's code and a key.
 * The key is '' for a plain element, the option's code for a disaggregated one, the row's id for a register column
 * (code `register.column`). A register itself is a cell too (code `register`, key ''): value `rows` or `nothing`.
 */
export interface CellAddress {
  readonly code: string;
  readonly key: string;
}

/**
 * `value` is canonical text: integers and decimals without grouping (`20436`, `1.50`), `true`/`false`, an option's
 * code, an ISO date, plain text, or for attachments a JSON array of file ids. For `not_applicable` it is the code of
 * the reason ('' when the form asks none); for `missing` it is ''.
 */
export interface CellContent {
  readonly state: CellState;
  readonly value: string;
}

export type Cell = CellAddress & CellContent;

export const missingCell: CellContent = { state: 'missing', value: '' };

export function isSameContent(one: CellContent, other: CellContent): boolean {
  return one.state === other.state && one.value === other.value;
}

export function cellId(address: CellAddress): string {
  return address.key === '' ? address.code : `${address.code}[${address.key}]`;
}

/** The address that a `cellId` names; of anything else the text as a code. */
export function parseCellId(id: string): CellAddress {
  const [, code = id, key = ''] = /^([^[\]]+)(?:\[([^[\]]*)\])?$/.exec(id) ?? [];
  return { code, key };
}

/** All cells of a submission by `cellId`; an absent one is missing. */
export type CellMap = ReadonlyMap<string, Cell>;

export function cellMap(cells: Iterable<Cell>): CellMap {
  return new Map([...cells].map((cell) => [cellId(cell), cell]));
}

export function contentAt(cells: CellMap, code: string, key = ''): CellContent {
  return cells.get(cellId({ code, key })) ?? missingCell;
}

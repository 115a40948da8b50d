import type { CellAddress, CellContent, CellState, ErrorCode, ErrorParams } from '@huibao/domain';

/** A cell to be written, the version that was seen, and what stood there then. */
export interface ImportedCell extends CellAddress, CellContent {
  readonly version: number;
  readonly before: CellContent;
}

/** What a file says of one unit's form, judged. */
export interface ImportedForm {
  readonly submissionId: string;
  readonly unitId: number;
  readonly issueNo: number;
  /** Why nothing of it is written; null where its cells are. */
  readonly refusal: ErrorCode | null;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** What its rules find, with these cells in it. */
  readonly errors: number;
  readonly warnings: number;
  readonly cells: readonly ImportedCell[];
}

/** Why something isn't taken, and where it stands in the file. */
export interface ImportRefusal extends CellAddress {
  /** Null where it isn't known whose it is. */
  readonly unitId: number | null;
  readonly formCode: string;
  readonly sheet: string;
  readonly ref: string;
  readonly text: string;
  readonly error: ErrorCode;
  readonly params: ErrorParams;
}

/** As a row keeps it. */
export type StoredCell = readonly [
  code: string,
  key: string,
  state: CellState,
  value: string,
  version: number,
  stateBefore: CellState,
  valueBefore: string,
];

/** A form to be kept: its cells as the row has them. */
export type JudgedForm = Omit<ImportedForm, 'cells'> & { /** JSON of `StoredCell`s. */ readonly cells: string };

export function storedCells(cells: readonly ImportedCell[]): string {
  return JSON.stringify(
    cells.map(({ code, key, state, value, version, before }): StoredCell => [
      code,
      key,
      state,
      value,
      version,
      before.state,
      before.value,
    ]),
  );
}

/**
 * What to know of a cell's text: it is a formula that nobody worked out, an error that one ended in, a number of more
 * digits than a spreadsheet keeps, one that stands for several cells, or a number that the sheet holds as a text.
 */
export type CellFlaw = 'no_result' | 'formula_error' | 'lost_digits' | 'merged' | 'number_as_text';

export type ParsedCell = readonly [row: number, column: number, text: string, flaw?: CellFlaw];

/** A sheet's filled cells in order: 0-based row and column, text as in `WorkbookCell.text`. */
export interface ParsedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly cells: readonly ParsedCell[];
}

export interface ParseLimits {
  readonly inflatedBytes: number;
  readonly ratio: number;
  readonly entries: number;
  readonly cells: number;
}

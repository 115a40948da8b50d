import type { DocumentErrorCode } from '../../document-error.ts';

/** A sheet's filled cells in order: 0-based row and column, text as in `WorkbookCell.text`. */
export interface ParsedSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly cells: readonly (readonly [row: number, column: number, text: string])[];
}

export interface ParseLimits {
  readonly inflatedBytes: number;
  readonly ratio: number;
  readonly entries: number;
  readonly cells: number;
}

/** What the parsing process answers, as JSON. */
export type ParseAnswer = { readonly sheets: readonly ParsedSheet[] } | { readonly refused: DocumentErrorCode };

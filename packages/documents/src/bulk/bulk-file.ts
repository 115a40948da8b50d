import type { WorkbookCell } from '../xlsx/form/workbook.ts';

/** What a file says of one form of one unit; of a form there may be several, where it says them in several places. */
export interface BulkEntry {
  /** As the file names it; either may be ''. */
  readonly unit: { readonly code: string; readonly name: string };
  /** Code of the form. */
  readonly form: string;
  /** Where the unit is named. */
  readonly sheet: string;
  readonly ref: string;
  /** Filled ones alone: what is blank says nothing. */
  readonly cells: readonly WorkbookCell[];
}

/** What nobody can read: where it stands, and why. */
export interface UnreadPlace {
  readonly sheet: string;
  /** A1. */
  readonly ref: string;
  readonly text: string;
  readonly why:
    | 'unknown_sheet'
    | 'unknown_form'
    | 'unknown_column'
    | 'unknown_element'
    | 'unknown_option'
    | 'column_twice'
    | 'no_unit_column'
    | 'no_unit';
}

export interface BulkFile {
  readonly entries: readonly BulkEntry[];
  readonly unread: readonly UnreadPlace[];
}

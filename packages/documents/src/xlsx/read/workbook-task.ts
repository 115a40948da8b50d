import type { ParsedSheet, ParseLimits } from './parsed-workbook.ts';

/** What the reading process is asked of a workbook, or of a table as text. */
export interface WorkbookTask {
  readonly kind: 'workbook' | 'csv';
  readonly limits: ParseLimits;
}

/** What it answers: sheet after sheet, as each is read, and then that these are all. */
export type WorkbookMessage = { readonly sheet: ParsedSheet } | { readonly isAll: true };

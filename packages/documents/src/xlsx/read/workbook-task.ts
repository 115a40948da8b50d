import type { ParsedSheet, ParseLimits } from './parsed-workbook.ts';

/** What the reading process is asked of a workbook, or of a table as text, and answers. */
export interface WorkbookTask {
  readonly kind: 'workbook' | 'csv';
  readonly limits: ParseLimits;
}

export interface WorkbookAnswer {
  readonly sheets: readonly ParsedSheet[];
}

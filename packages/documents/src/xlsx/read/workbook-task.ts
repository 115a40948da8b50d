import type { ParsedSheet, ParseLimits } from './parsed-workbook.ts';

/** What the reading process is asked of a workbook, and answers. */
export interface WorkbookTask {
  readonly kind: 'workbook';
  readonly limits: ParseLimits;
}

export interface WorkbookAnswer {
  readonly sheets: readonly ParsedSheet[];
}

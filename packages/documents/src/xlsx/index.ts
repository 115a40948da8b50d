export type { FormWorkbook, FormWorkbookInput, IgnoredCell, WorkbookCell, WorkbookIdentity } from './form/workbook.ts';
export { openFormWorkbook, type OpenedWorkbook } from './form/read.ts';
export { readTableWorkbook, type TableContent, type UnreadFlaw } from './table/read.ts';
export type { TableColumn, TableSheet, TableWorkbookInput } from './table/workbook.ts';
export { defaultWorkbookLimits, type WorkbookLimits } from './read/limits.ts';
export { writeFormWorkbook } from './form/write.ts';
export { writeTableWorkbook } from './table/write.ts';

export type { FormWorkbook, FormWorkbookInput, WorkbookCell, WorkbookIdentity } from './form/workbook.ts';
export { readFormWorkbook } from './form/read.ts';
export { readTableWorkbook, type TableRows } from './table/read.ts';
export type { TableColumn, TableSheet, TableWorkbookInput } from './table/workbook.ts';
export { defaultWorkbookLimits, type WorkbookLimits } from './read/limits.ts';
export { writeFormWorkbook } from './form/write.ts';
export { writeTableWorkbook } from './table/write.ts';

export type { FormWorkbook, FormWorkbookInput, WorkbookCell, WorkbookIdentity } from './form-workbook.ts';
export { readFormWorkbook } from './read-form-workbook.ts';
export { readTableWorkbook, type TableRows } from './read-table-workbook.ts';
export type { TableColumn, TableSheet, TableWorkbookInput } from './table-workbook.ts';
export { defaultWorkbookLimits, type WorkbookLimits } from './workbook-limits.ts';
export { writeFormWorkbook } from './write-form-workbook.ts';
export { writeTableWorkbook } from './write-table-workbook.ts';

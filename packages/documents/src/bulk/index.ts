export type { BulkEntry, BulkFile, UnreadPlace } from './bulk-file.ts';
export { bulkLimits, bulkOf, readBulkSheets, type BulkSheets } from './read-bulk.ts';
export { writeBulkTemplate, type BulkTemplateForm } from './write-template.ts';
export type { WorkbookCell } from '../xlsx/form/workbook.ts';

export type { BulkEntry, BulkFile, UnreadPlace } from './bulk-file.ts';
export { bulkLimits, readBulk } from './read-bulk.ts';
export { writeBulkTemplate, type BulkTemplateForm } from './write-template.ts';
export type { WorkbookCell } from '../xlsx/form/workbook.ts';

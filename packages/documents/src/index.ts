export { DocumentError, type DocumentErrorCode } from './document-error.ts';
export { renderDocx } from './docx/index.ts';
export { renderHtml } from './html/index.ts';
export { renderPdf } from './pdf/index.ts';
export { readEvidence, type EvidenceType } from './evidence/read-evidence.ts';
export * from './xlsx/index.ts';

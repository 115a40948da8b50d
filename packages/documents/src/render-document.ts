import type { OfficialDocument } from '@huibao/domain';
import { renderDocx } from './docx/index.ts';
import { renderPdf } from './pdf/index.ts';
import { mediaTypes, type RenderedFile } from './rendered-file.ts';
import { writeDocumentTables } from './xlsx/document/write.ts';

/** As what a document is handed out: whole, or its tables as a workbook. */
export const documentFormats = ['pdf', 'docx', 'xlsx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

const renderers: Readonly<Record<DocumentFormat, (document: OfficialDocument) => Uint8Array | Promise<Uint8Array>>> = {
  pdf: renderPdf,
  docx: renderDocx,
  xlsx: writeDocumentTables,
};

/**
 * The document as a file that is named by its title.
 *
 * @throws {HuibaoError} `report.no_tables` where a workbook is asked for and there are none
 */
export async function renderDocument(document: OfficialDocument, format: DocumentFormat): Promise<RenderedFile> {
  const bytes = await renderers[format](document);
  return { name: `${document.title.join('')}.${format}`, mediaType: mediaTypes[format], bytes };
}

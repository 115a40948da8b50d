import type { OfficialDocument } from '@huibao/domain';
import { renderDocx } from './docx/index.ts';
import { renderPdf } from './pdf/index.ts';
import { mediaTypes, type RenderedFile } from './rendered-file.ts';

/** The document as a file that is named by its title. */
export async function renderDocument(document: OfficialDocument, format: 'pdf' | 'docx'): Promise<RenderedFile> {
  const bytes = format === 'pdf' ? renderPdf(document) : await renderDocx(document);
  return { name: `${document.title.join('')}.${format}`, mediaType: mediaTypes[format], bytes };
}

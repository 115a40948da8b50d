import { renderDocx } from '@huibao/documents/docx';
import { renderPdf } from '@huibao/documents/pdf';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import type { OfficialDocument } from '@huibao/domain';

export async function renderDocument(document: OfficialDocument, format: 'pdf' | 'docx'): Promise<RenderedFile> {
  const bytes = format === 'pdf' ? renderPdf(document) : await renderDocx(document);
  return { name: `${document.title.join('')}.${format}`, mediaType: mediaTypes[format], bytes };
}

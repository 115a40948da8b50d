import type { OfficialDocument } from '@huibao/domain';
import { renderApart } from './rendering/render-apart.ts';
import type { DocumentFormat } from './rendering/rendering-task.ts';
import { mediaTypes, type RenderedFile } from './rendered-file.ts';

export { documentFormats, type DocumentFormat } from './rendering/rendering-task.ts';

/**
 * The document as a file that is named by its title, made in a process apart.
 *
 * @param party whose it is
 * @throws {HuibaoError} `report.no_tables` where a workbook is asked for and there are none; `document.busy`;
 *   `document.too_large`
 */
export async function renderDocument(
  document: OfficialDocument,
  format: DocumentFormat,
  party: string,
): Promise<RenderedFile> {
  const bytes = await renderApart({ kind: format, input: document }, party);
  return { name: `${document.title.join('')}.${format}`, mediaType: mediaTypes[format], bytes };
}

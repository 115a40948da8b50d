import { renderApart } from './rendering/render-apart.ts';
import { mediaTypes, type RenderedFile } from './rendered-file.ts';
import type { FormWorkbookInput } from './xlsx/form/workbook.ts';
import type { TableWorkbookInput } from './xlsx/table/workbook.ts';

/**
 * Tables as a workbook, made in a process apart.
 *
 * @param name of the file, without its ending
 * @param party whose it is
 * @throws {HuibaoError} `document.busy`, `document.too_large`
 */
export const renderTables = async (input: TableWorkbookInput, name: string, party: string): Promise<RenderedFile> =>
  workbook(name, await renderApart({ kind: 'table', input }, party));

/** A form as a workbook to be filled in, in the same way. */
export const renderForm = async (input: FormWorkbookInput, name: string, party: string): Promise<RenderedFile> =>
  workbook(name, await renderApart({ kind: 'form', input }, party));

function workbook(name: string, bytes: Uint8Array): RenderedFile {
  return { name: `${name}.xlsx`, mediaType: mediaTypes.xlsx, bytes };
}

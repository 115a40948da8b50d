import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { renderDocument, type DocumentFormat } from '@huibao/documents/render-document';
import { HuibaoError } from '@huibao/domain';
import type { KeptFile } from '../blobs/kept-file.ts';
import type { Context } from '../context.ts';
import {
  findDocument,
  findKeptFile,
  findPublication,
  listCurrent,
  listEarlier,
  type EarlierPublication,
  type FoundPublication,
  type PublicationSummary,
} from './public-page.repository.ts';
import { stampSuperseded } from './stamp.ts';

export type { PublicationSummary } from './public-page.repository.ts';

type PublicContext = Pick<Context, 'publicReading' | 'webOrigin'>;

export interface PublicationPage extends FoundPublication {
  readonly earlier: readonly EarlierPublication[];
}

export function listPublications({ publicReading }: PublicContext): Promise<readonly PublicationSummary[]> {
  return publicReading.read(listCurrent);
}

/** One publication, whatever became of it: of what was annulled there is no text. */
export function getPublication({ publicReading }: PublicContext, id: string): Promise<PublicationPage> {
  return publicReading.read(async (db) => {
    const publication = await findPublication(db, id);
    if (!publication) throw new HuibaoError('publication.not_found');
    return { ...publication, earlier: await listEarlier(db, id) };
  });
}

/** PDF and Word were kept as they were published; a workbook of the tables is made as it is asked for. */
export async function getPublicationFile(
  ctx: PublicContext,
  id: string,
  format: DocumentFormat,
): Promise<RenderedFile | KeptFile> {
  const kept = format === 'xlsx' ? undefined : await ctx.publicReading.read((db) => findKeptFile(db, id, format));
  if (kept?.sha256) {
    const { title, tenantId, sha256 } = kept;
    return { name: `${title}.${format}`, mediaType: mediaTypes[format], blob: { tenantId, sha256 } };
  }
  const found = await ctx.publicReading.read((db) => findDocument(db, id));
  if (!found) throw new HuibaoError('publication.not_found');
  const { title, document, by } = found;
  if (!document) throw new HuibaoError('publication.annulled');
  const file = await renderDocument(by ? stampSuperseded(ctx, document, by) : document, format, 'public');
  return { ...file, name: `${title}.${format}` };
}

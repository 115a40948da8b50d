import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { renderDocument, type DocumentFormat } from '@huibao/documents/render-document';
import { HuibaoError } from '@huibao/domain';
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

type PublicContext = Pick<Context, 'publicDb' | 'webOrigin'>;

export interface PublicationPage extends FoundPublication {
  readonly earlier: readonly EarlierPublication[];
}

export function listPublications({ publicDb }: PublicContext): Promise<readonly PublicationSummary[]> {
  return listCurrent(publicDb);
}

/** One publication, whatever became of it: of what was annulled there is no text. */
export async function getPublication({ publicDb }: PublicContext, id: string): Promise<PublicationPage> {
  const publication = await findPublication(publicDb, id);
  if (!publication) throw new HuibaoError('publication.not_found');
  return { ...publication, earlier: await listEarlier(publicDb, id) };
}

/** PDF and Word were kept as they were published; a workbook of the tables is made as it is asked for. */
export async function getPublicationFile(
  ctx: PublicContext,
  id: string,
  format: DocumentFormat,
): Promise<RenderedFile> {
  const kept = format === 'xlsx' ? undefined : await findKeptFile(ctx.publicDb, id, format);
  if (kept?.bytes) return { name: `${kept.title}.${format}`, mediaType: mediaTypes[format], bytes: kept.bytes };
  const found = await findDocument(ctx.publicDb, id);
  if (!found) throw new HuibaoError('publication.not_found');
  const { title, document, by } = found;
  if (!document) throw new HuibaoError('publication.annulled');
  const file = await renderDocument(by ? stampSuperseded(ctx, document, by) : document, format, 'public');
  return { ...file, name: `${title}.${format}` };
}

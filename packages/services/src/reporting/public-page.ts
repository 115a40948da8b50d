import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { renderDocument } from '@huibao/documents/render-document';
import { HuibaoError } from '@huibao/domain';
import type { Context } from '../context.ts';
import {
  findFile,
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

export async function getPublicationFile(
  ctx: PublicContext,
  id: string,
  format: 'pdf' | 'docx',
): Promise<RenderedFile> {
  const file = await findFile(ctx.publicDb, id, format);
  if (!file) throw new HuibaoError('publication.not_found');
  if (!file.bytes) throw new HuibaoError('publication.annulled');
  const name = `${file.title}.${format}`;
  if (!file.unstamped) return { name, mediaType: mediaTypes[format], bytes: file.bytes };
  const { document, by } = file.unstamped;
  return { ...(await renderDocument(stampSuperseded(ctx, document, by), format)), name };
}

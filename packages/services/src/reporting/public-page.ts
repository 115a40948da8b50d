import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { renderDocument, type DocumentFormat } from '@huibao/documents/render-document';
import { HuibaoError, storableText } from '@huibao/domain';
import type { KeptFile } from '../blobs/kept-file.ts';
import type { Context } from '../context.ts';
import {
  findDocument,
  findKeptFile,
  findPublication,
  listCurrent,
  listEarlier,
  listPublishedYears,
  type EarlierPublication,
  type FoundPublication,
  type PublicationsAsked,
  type PublicationSummary,
} from './public-page.repository.ts';
import { stampSuperseded } from './stamp.ts';

export type { PublicationsAsked, PublicationSummary } from './public-page.repository.ts';

type PublicContext = Pick<Context, 'publicReading' | 'webOrigin'>;

export interface PublicationPage extends FoundPublication {
  readonly earlier: readonly EarlierPublication[];
}

export interface PublicationList {
  readonly publications: readonly PublicationSummary[];
  /** Years that there is something of, newest first. */
  readonly years: readonly number[];
  readonly hasMore: boolean;
}

const pageSize = 100;

/** A page of what is public, newest first. */
export function listPublications(
  { publicReading }: PublicContext,
  asked: PublicationsAsked = { year: null, text: '', after: null },
): Promise<PublicationList> {
  return publicReading.read(async (db) => {
    // No use-case, which would have seen to it: anybody writes what they like into this page's address.
    const found = await listCurrent(db, { ...asked, text: storableText(asked.text) }, pageSize + 1);
    return {
      publications: found.slice(0, pageSize),
      years: await listPublishedYears(db),
      hasMore: found.length > pageSize,
    };
  });
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

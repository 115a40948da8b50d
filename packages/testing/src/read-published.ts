import { bytesOf, getPublicationFile, type Context, type DocumentFormat } from '@huibao/services';

/** A published file's bytes, as anybody gets them. */
export async function readPublished(ctx: Context, id: string, format: DocumentFormat): Promise<Buffer> {
  const file = await getPublicationFile(ctx, id, format);
  return 'blob' in file ? bytesOf(await ctx.blobs.open(file.blob)) : Buffer.from(file.bytes);
}

import { supersededNote, type OfficialDocument } from '@huibao/domain';
import type { Context } from '../context.ts';

/** The document as it was, with a line on every page that says by what it was superseded, when, and where that is. */
export function stampSuperseded(
  { webOrigin }: Pick<Context, 'webOrigin'>,
  document: OfficialDocument,
  by: { readonly id: string; readonly number: string; readonly publishedOn: string },
): OfficialDocument {
  const { id, number, publishedOn } = by;
  return { ...document, stamp: supersededNote({ number, publishedOn, address: `${webOrigin}/published/${id}` }) };
}

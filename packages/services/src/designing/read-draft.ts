import type { TenantReader } from '@huibao/db';
import { readAdditions, type ReadAdditions } from '@huibao/domain/additions';
import { filesOfParts, isOfAdditions } from '@huibao/domain/designing';
import { readPackage, type ReadPackage } from '@huibao/domain/package';
import { contentHash } from '../canonical-json.ts';
import { listParts } from './part.repository.ts';

/** What a draft is by now, or what is wrong with it: a programme, or additions to one from above. */
export type ReadDraft =
  | { readonly kind: 'programme'; readonly programme: ReadPackage }
  | { readonly kind: 'additions'; readonly additions: ReadAdditions };

// What parts say is the same whoever reads them; they come from rows that row security let the actor see. Reading the
// largest takes a second, and a check comes before each publication.
const known = new Map<string, ReadDraft>();
const mostKnown = 20;

export async function readDraft(trx: TenantReader, tenantId: number, draftId: string): Promise<ReadDraft> {
  const rows = await listParts(trx, tenantId, draftId);
  const parts = new Map([...rows].flatMap(([name, { content }]) => (content === null ? [] : [[name, content]])));
  const key = contentHash(Object.fromEntries(parts));
  const before = known.get(key);
  if (before) return before;
  const files = filesOfParts(parts);
  const read: ReadDraft = isOfAdditions(parts)
    ? { kind: 'additions', additions: readAdditions(files) }
    : { kind: 'programme', programme: readPackage(files) };
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(key, read);
  return read;
}

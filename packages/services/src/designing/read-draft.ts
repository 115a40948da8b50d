import type { TenantReader } from '@huibao/db';
import { filesOfParts } from '@huibao/domain/designing';
import { readPackage, type ReadPackage } from '@huibao/domain/package';
import { contentHash } from '../canonical-json.ts';
import { listParts } from './part.repository.ts';

// What parts say is the same whoever reads them; they come from rows that row security let the actor see. Reading the
// largest takes a second, and a check comes before each publication.
const known = new Map<string, ReadPackage>();
const mostKnown = 20;

/** The programme that a draft is by now, or what is wrong with it. */
export async function readDraft(trx: TenantReader, tenantId: number, draftId: string): Promise<ReadPackage> {
  const rows = await listParts(trx, tenantId, draftId);
  const parts = new Map([...rows].flatMap(([name, { content }]) => (content === null ? [] : [[name, content]])));
  const key = contentHash(Object.fromEntries(parts));
  const before = known.get(key);
  if (before) return before;
  const read = readPackage(filesOfParts(parts));
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(key, read);
  return read;
}

import type { TenantReader } from '@huibao/db';
import { entryHash, genesis } from './append-audit.ts';
import { listChain } from './audit.repository.ts';
import type { NotedHeads } from './heads/head-log.ts';

export interface ChainVerdict {
  readonly isIntact: boolean;
  readonly entries: number;
  /** Sequence number of the first entry that is missing, changed, out of order, or not the one that was noted. */
  readonly firstBad: string | null;
}

/** Read, hashed and let go at once: a chain of years neither fills the memory nor holds up anybody for long. */
const piece = 2_000;

/**
 * Walks the tenant's whole chain and holds it against each head that was noted outside the database: one that was cut
 * off and went on, with hashes that are right in themselves, isn't the one that was noted.
 *
 * @param noted read before the transaction began: the chain goes on meanwhile, and a head is noted only once its entry
 *   stands
 */
export async function verifyChain(
  trx: TenantReader,
  key: Buffer,
  noted: NotedHeads,
  tenantId: number,
): Promise<ChainVerdict> {
  let previous: Buffer = genesis;
  let last = 0n;
  const bad = (entries: bigint, seq: bigint): ChainVerdict => ({
    isIntact: false,
    entries: Number(entries),
    firstBad: String(seq),
  });
  for (;;) {
    const entries = await listChain(trx, tenantId, { after: String(last), limit: piece });
    for (const { hash, ...entry } of entries) {
      const due = last + 1n;
      const isNext = BigInt(entry.seq) === due && entry.previous.equals(previous);
      if (!isNext || !entryHash(key, entry).equals(hash) || !isAsNoted(noted.get(due), hash)) return bad(last, due);
      previous = hash;
      last = due;
    }
    if (entries.length < piece) break;
  }
  const isCut = [...noted.keys()].some((seq) => seq > last);
  return isCut ? bad(last, last + 1n) : { isIntact: true, entries: Number(last), firstBad: null };
}

function isAsNoted(hashes: ReadonlySet<string> | undefined, hash: Buffer): boolean {
  return hashes === undefined || (hashes.size === 1 && hashes.has(hash.toString('hex')));
}

import type { TenantReader } from '@huibao/db';
import { entryHash, genesis } from './append-audit.ts';
import { listChain } from './audit.repository.ts';
import type { AuditHeadLog } from './head-log.ts';

export interface ChainVerdict {
  readonly isIntact: boolean;
  readonly entries: number;
  /** Sequence number of the first entry that is missing, changed, or out of order. */
  readonly firstBad: string | null;
}

/** Walks the tenant's whole chain and holds its end against the head noted outside the database. */
export async function verifyChain(
  trx: TenantReader,
  key: Buffer,
  heads: AuditHeadLog,
  tenantId: number,
): Promise<ChainVerdict> {
  const entries = await listChain(trx, tenantId);
  let previous: Buffer = genesis;
  let expected = 1n;
  for (const { hash, ...entry } of entries) {
    const isNext = BigInt(entry.seq) === expected && entry.previous.equals(previous);
    if (!isNext || !entryHash(key, entry).equals(hash))
      return { isIntact: false, entries: entries.length, firstBad: String(expected) };
    previous = hash;
    expected += 1n;
  }
  const noted = await heads.latest(tenantId);
  const isCut = noted !== null && noted.seq >= expected;
  return { isIntact: !isCut, entries: entries.length, firstBad: isCut ? String(expected) : null };
}

import type { Keys } from '@huibao/auth';
import type { TenantReader } from '@huibao/db';
import { entryHash, genesis } from './append-audit.ts';
import { listChain, type AuditEntry } from './audit.repository.ts';
import type { NotedHeads } from './heads/head-log.ts';
import { addRestoration, headsExplained, nameOf, type LostHead, type Restoration } from './restoration.ts';

export interface ChainVerdict {
  readonly isIntact: boolean;
  readonly entries: number;
  /** Sequence number of the first entry that is missing, changed, out of order, or not the one that was noted. */
  readonly firstBad: string | null;
  /** Restores to an earlier moment that an operator noted, oldest first: what they explain is no break. */
  readonly restorations: readonly Restoration[];
}

export interface WalkedChain {
  /** The last entry that follows from the one before it. */
  readonly last: bigint;
  /** Whether another one comes, which doesn't. */
  readonly isBroken: boolean;
  /** Heads that were noted, aren't the chain's, and are explained by no restoration; by number. */
  readonly unexplained: readonly LostHead[];
  readonly restorations: readonly Restoration[];
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
  keys: Keys,
  noted: NotedHeads,
  tenantId: number,
): Promise<ChainVerdict> {
  const { last, isBroken, unexplained, restorations } = await walkChain(trx, keys, noted, tenantId);
  const first = unexplained[0]?.seq;
  const isIntact = !isBroken && first === undefined;
  const end = first !== undefined && first <= last ? first - 1n : last;
  return { isIntact, entries: Number(end), firstBad: isIntact ? null : String(end + 1n), restorations };
}

export async function walkChain(
  trx: TenantReader,
  keys: Keys,
  noted: NotedHeads,
  tenantId: number,
): Promise<WalkedChain> {
  let previous: Buffer = genesis;
  let last = 0n;
  let isBroken = false;
  const isOf = chainKeys(keys);
  let restorations: readonly Restoration[] = [];
  const strange = new Map<string, LostHead>();
  const explained = new Set<string>();
  const compare = (seq: bigint, own: string | null): void => {
    for (const hash of noted.get(seq) ?? []) if (hash !== own) strange.set(nameOf({ seq, hash }), { seq, hash });
  };
  while (!isBroken) {
    const entries = await listChain(trx, tenantId, { after: String(last), limit: piece });
    for (const { hash, ...entry } of entries) {
      const due = last + 1n;
      isBroken = BigInt(entry.seq) !== due || !entry.previous.equals(previous) || !isOf(entry, hash);
      if (isBroken) break;
      compare(due, hash.toString('hex'));
      for (const head of headsExplained(entry)) explained.add(head);
      restorations = addRestoration(restorations, entry);
      previous = hash;
      last = due;
    }
    if (entries.length < piece) break;
  }
  for (const seq of noted.keys()) if (seq > last) compare(seq, null);
  const unexplained = [...strange]
    .filter(([name]) => !explained.has(name))
    .map(([, head]) => head)
    .sort((a, b) => (a.seq < b.seq ? -1 : 1));
  return { last, isBroken, unexplained, restorations };
}

/** While a key is changed, some processes have the new one and others still write by the one before. */
const changing = 3_600_000;

/**
 * Whether an entry's hash is by the key of its time: an earlier key counts until an hour after a later one began, by
 * the latest that any entry before says, so that who gets hold of one that was given up can add nothing by it.
 */
function chainKeys(keys: Keys): (entry: Omit<AuditEntry, 'hash'>, hash: Buffer) => boolean {
  /** When a key that is later than this one was first written by. */
  const replaced = keys.map(() => Number.POSITIVE_INFINITY);
  let latest = 0;
  return (entry, hash) => {
    latest = Math.max(latest, Date.parse(entry.at));
    const index = keys.findIndex((key) => entryHash(key, entry).equals(hash));
    if (index === -1 || latest > (replaced[index] ?? 0) + changing) return false;
    for (let before = index + 1; before < keys.length; before += 1)
      replaced[before] = Math.min(replaced[before] ?? latest, latest);
    return true;
  };
}

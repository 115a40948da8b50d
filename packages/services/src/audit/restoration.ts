import type { AuditRecord } from './append-audit.ts';
import type { AuditEntry } from './audit.repository.ts';

// After a restore to an earlier moment, heads stand noted of entries that the database no longer has. An operator says
// so in the chain itself (decision 86): an entry that lists these heads, each by number and hash. Only they are
// explained.

const action = 'audit.restored';
/** In one entry: what is beyond goes into the next. */
const longest = 500;

export interface LostHead {
  readonly seq: bigint;
  /** Hexadecimals. */
  readonly hash: string;
}

/** That the database was brought back to an earlier moment, as an operator noted it. */
export interface Restoration {
  /** Whoever noted it. */
  readonly by: string;
  /** ISO instants: when it was noted, and to which moment. */
  readonly at: string;
  readonly to: string;
  /** The furthest entry that was recorded before, and is gone; null where none was noted. */
  readonly lostUpTo: string | null;
}

/** @param to ISO instant */
export function restorationRecords(to: string, lost: readonly LostHead[]): readonly AuditRecord[] {
  const pieces = Array.from({ length: Math.max(1, Math.ceil(lost.length / longest)) }, (_, n) =>
    lost.slice(n * longest, (n + 1) * longest),
  );
  return pieces.map((heads) => ({
    action,
    subject: to,
    detail: { heads: heads.map(nameOf), count: heads.length },
  }));
}

export const nameOf = ({ seq, hash }: LostHead): string => `${seq} ${hash}`;

/** The heads that an entry explains; none where it is of something else. */
export function headsExplained(entry: Pick<AuditEntry, 'action' | 'detail'>): readonly string[] {
  if (entry.action !== action) return [];
  const { heads } = entry.detail as { readonly heads?: unknown };
  return Array.isArray(heads) ? heads.map(String) : [];
}

/** As it is told: those of one restoration are one, also where several machines noted what each knew. */
export function addRestoration(
  told: readonly Restoration[],
  entry: Pick<AuditEntry, 'action' | 'detail' | 'userName' | 'at' | 'subject'>,
): readonly Restoration[] {
  if (entry.action !== action) return told;
  const numbers = headsExplained(entry).map((head) => BigInt(head.split(' ')[0] ?? '0'));
  const before = told.find(({ to }) => to === entry.subject);
  const furthest = [...numbers, BigInt(before?.lostUpTo ?? 0)].reduce((most, one) => (one > most ? one : most));
  const restoration = {
    by: before?.by ?? entry.userName,
    at: before?.at ?? entry.at,
    to: entry.subject,
    lostUpTo: furthest === 0n ? null : String(furthest),
  };
  return [...told.filter((one) => one !== before), restoration];
}

/** For a reader: the heads themselves are for the check. */
export function withoutHeads(entry: Pick<AuditEntry, 'action' | 'detail'>): unknown {
  if (entry.action !== action) return entry.detail;
  const { heads: _, ...rest } = entry.detail as Readonly<Record<string, unknown>>;
  return rest;
}

import { createHmac } from 'node:crypto';
import type { Keys } from '@huibao/auth';
import type { Actor, TenantTransaction } from '@huibao/db';
import { canonicalJson } from '@huibao/domain';
import { requestId } from '@huibao/tracing';
import {
  insertAuditEntries,
  lockAuditHead,
  updateAuditHead,
  type AuditEntry,
  type AuditHead,
} from './audit.repository.ts';

export interface AuditRecord {
  /** `noun.verb-ed`, e.g. `submission.accepted`. */
  readonly action: string;
  readonly subject: string;
  /** Ids, codes and counts; never a password, a name of a pupil or a cell's value. */
  readonly detail: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  readonly outcome?: 'done' | 'refused';
}

/** The bytes that an entry's hash covers: everything in the row but the hash itself. */
export function entryHash(key: Buffer, { previous, ...rest }: Omit<AuditEntry, 'hash'>): Buffer {
  return createHmac('sha256', key).update(previous).update(canonicalJson(rest)).digest();
}

export const genesis = Buffer.alloc(32);

/** Appends to the tenant's chain, whose head row stays locked until the transaction ends. */
export async function appendAudit(
  trx: TenantTransaction,
  [key]: Keys,
  actor: Actor,
  now: Date,
  records: readonly AuditRecord[],
): Promise<AuditHead | null> {
  if (records.length === 0) return null;
  const { tenantId } = actor;
  const request = requestId();
  const head = await lockAuditHead(trx, tenantId, genesis);
  let previous = head.hash;
  let seq = BigInt(head.seq);
  const entries = records.map((record): AuditEntry => {
    seq += 1n;
    const entry = {
      tenantId,
      seq: String(seq),
      at: now.toISOString(),
      userId: actor.role === 'system' ? null : actor.userId,
      userName: actor.userName,
      action: record.action,
      subject: record.subject,
      detail: record.detail,
      outcome: record.outcome ?? 'done',
      ...(request === undefined ? {} : { requestId: request }),
      previous,
    };
    previous = entryHash(key, entry);
    return { ...entry, hash: previous };
  });
  await insertAuditEntries(trx, tenantId, entries);
  const newHead = { tenantId, seq: String(seq), hash: previous };
  await updateAuditHead(trx, newHead);
  return newHead;
}

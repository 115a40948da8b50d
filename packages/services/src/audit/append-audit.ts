import { createHmac } from 'node:crypto';
import type { Actor, TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import { canonicalJson } from '../canonical-json.ts';

export interface AuditRecord {
  /** `noun.verb-ed`, e.g. `submission.accepted`. */
  readonly action: string;
  readonly subject: string;
  /** Ids, codes and counts; never a password, a name of a pupil or a cell's value. */
  readonly detail: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  readonly outcome?: 'done' | 'refused';
}

export interface AuditHead {
  readonly tenantId: number;
  readonly seq: string;
  readonly hash: Buffer;
}

/** The bytes that an entry's hash covers: everything in the row but the hash itself. */
export function entryHash(
  key: Buffer,
  entry: {
    tenantId: number;
    seq: string;
    at: string;
    userId: string | null;
    userName: string;
    action: string;
    subject: string;
    detail: unknown;
    outcome: string;
    previous: Buffer;
  },
): Buffer {
  const { previous, ...rest } = entry;
  return createHmac('sha256', key).update(previous).update(canonicalJson(rest)).digest();
}

export const genesis = Buffer.alloc(32);

/** Appends to the tenant's chain, whose head row stays locked until the transaction ends. */
export async function appendAudit(
  trx: TenantTransaction,
  key: Buffer,
  actor: Actor,
  now: Date,
  records: readonly AuditRecord[],
): Promise<AuditHead | null> {
  if (records.length === 0) return null;
  const { rows } = await sql<{ seq: string; hash: Buffer }>`
    insert into audit_heads as h (tenant_id, seq, hash) values (${actor.tenantId}, 0, ${genesis})
    on conflict (tenant_id) do update set seq = h.seq returning seq, hash`.execute(trx);
  const start = rows[0];
  if (!start) throw new Error('the audit head can not be read');
  let previous = start.hash;
  let seq = BigInt(start.seq);
  const userId = actor.role === 'system' ? null : actor.userId;
  const entries = records.map((record) => {
    seq += 1n;
    const entry = {
      tenantId: actor.tenantId,
      seq: String(seq),
      at: now.toISOString(),
      userId,
      userName: actor.userName,
      action: record.action,
      subject: record.subject,
      detail: record.detail,
      outcome: record.outcome ?? 'done',
      previous,
    };
    const hash = entryHash(key, entry);
    previous = hash;
    return {
      tenant_id: entry.tenantId,
      seq: entry.seq,
      at: entry.at,
      user_id: userId,
      user_name: entry.userName,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
      outcome: entry.outcome,
      previous: entry.previous,
      hash,
    };
  });
  await trx.insertInto('audit_entries').values(entries).execute();
  await trx
    .updateTable('audit_heads')
    .set({ seq: String(seq), hash: previous })
    .where('tenant_id', '=', actor.tenantId)
    .execute();
  return { tenantId: actor.tenantId, seq: String(seq), hash: previous };
}

import type { TenantReader } from '@huibao/db';
import type { AuditHeadLog } from './head-log.ts';
import { entryHash, genesis } from './append-audit.ts';

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
  const rows = await trx
    .selectFrom('audit_entries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('seq')
    .execute();
  let previous: Buffer = genesis;
  let expected = 1n;
  for (const row of rows) {
    const hash = entryHash(key, {
      tenantId,
      seq: row.seq,
      at: row.at.toISOString(),
      userId: row.user_id,
      userName: row.user_name,
      action: row.action,
      subject: row.subject,
      detail: row.detail,
      outcome: row.outcome,
      previous: row.previous,
    });
    if (BigInt(row.seq) !== expected || !row.previous.equals(previous) || !hash.equals(row.hash)) {
      return { isIntact: false, entries: rows.length, firstBad: String(expected) };
    }
    previous = row.hash;
    expected += 1n;
  }
  const noted = await heads.latest(tenantId);
  const isCut = noted !== null && noted.seq >= expected;
  return { isIntact: !isCut, entries: rows.length, firstBad: isCut ? String(expected) : null };
}

import type { DB } from '@huibao/db';
import { sql, type Kysely } from 'kysely';
import type { SignedHead } from './head-copy.ts';

// As huibao_keeper, which may add to them and nothing else.

export async function insertNotedHeads(keeper: Kysely<DB>, heads: readonly SignedHead[]): Promise<void> {
  await sql`
    insert into noted_heads (tenant_id, seq, hash, signature)
    select * from unnest(
      ${heads.map((head) => head.tenantId)}::int[], ${heads.map((head) => head.seq)}::bigint[],
      ${heads.map((head) => Buffer.from(head.hash, 'hex'))}::bytea[],
      ${heads.map((head) => Buffer.from(head.signature, 'base64url'))}::bytea[]
    ) on conflict do nothing`.execute(keeper);
}

/** So many of a tenant after a place, in their order. */
export async function listNotedHeads(
  keeper: Kysely<DB>,
  tenantId: number,
  after: Pick<SignedHead, 'seq' | 'hash'>,
  limit: number,
): Promise<readonly SignedHead[]> {
  const rows = await keeper
    .selectFrom('noted_heads')
    .select(['seq', 'hash', 'signature'])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`(seq, hash) > (${after.seq}, ${Buffer.from(after.hash, 'hex')})`)
    .orderBy('seq')
    .orderBy('hash')
    .limit(limit)
    .execute();
  return rows.map(({ seq, hash, signature }) => ({
    tenantId,
    seq,
    hash: hash.toString('hex'),
    signature: signature.toString('base64url'),
  }));
}

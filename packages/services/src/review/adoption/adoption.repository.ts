import type { TenantReader } from '@huibao/db';
import { sql } from 'kysely';

/** By form, how many of a collection stay with the older issue that they were handed in under. */
export async function countStanding(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
  issueNo: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('submissions')
    .select(['form_code', sql<number>`count(*)::int`.as('count')])
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', 'in', ['confirming', 'submitted', 'accepted'])
    .where('issue_no', '<', issueNo)
    .groupBy('form_code')
    .execute();
  return new Map(rows.map((row) => [row.form_code, row.count]));
}

/** Ids of what was sent back and goes by an older issue. */
export async function listReturnedBehind(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
  issueNo: number,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('submissions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', '=', 'returned')
    .where('issue_no', '<', issueNo)
    .execute();
  return rows.map((row) => row.id);
}

import type { TenantReader } from '@huibao/db';
import { sql } from 'kysely';
import type { EditionRef } from '../../forms/edition.repository.ts';
import { issuesOf } from '../../forms/pinned-form.ts';

/** Of submissions: that their form's owner has a newer issue there than their own. */
const isOlder = (newest: EditionRef) =>
  sql<boolean>`exists (select from unnest(
    ${issuesOf(newest).map((one) => one.ownerTenantId)}::int[], ${issuesOf(newest).map((one) => one.no)}::int[]
  ) as n (owner, no) where n.owner = submissions.owner_tenant_id and n.no > submissions.issue_no)`;

/** By form, how many of a collection stay with the older issue that they were handed in under. */
export async function countStanding(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
  newest: EditionRef,
): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom('submissions')
    .select(['form_code', sql<number>`count(*)::int`.as('count')])
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', 'in', ['confirming', 'submitted', 'accepted'])
    .where(isOlder(newest))
    .groupBy('form_code')
    .execute();
  return new Map(rows.map((row) => [row.form_code, row.count]));
}

/** Ids of what was sent back and goes by an older issue. */
export async function listReturnedBehind(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
  newest: EditionRef,
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('submissions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', '=', 'returned')
    .where(isOlder(newest))
    .execute();
  return rows.map((row) => row.id);
}

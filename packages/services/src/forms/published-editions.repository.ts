import type { TenantReader } from '@huibao/db';

/** Of these owners, newest year first. */
export async function listPublishedEditions(
  trx: TenantReader,
  owners: readonly number[],
): Promise<readonly { readonly ownerTenantId: number; readonly id: string; readonly year: number }[]> {
  const rows = await trx
    .selectFrom('editions')
    .select(['owner_tenant_id', 'id', 'year'])
    .where('owner_tenant_id', 'in', [...owners])
    .where('published_at', 'is not', null)
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row) => ({ ownerTenantId: row.owner_tenant_id, id: row.id, year: row.year }));
}

import type { TenantReader } from '@huibao/db';
import type { Edition } from './edition.repository.ts';

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

/** Years for which these owners published an edition, newest first. */
export async function listPublishedYears(trx: TenantReader, owners: readonly number[]): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('editions')
    .select('year')
    .distinct()
    .where('published_at', 'is not', null)
    .where('owner_tenant_id', 'in', [...owners])
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row) => row.year);
}

/** Published years of the same programme from one on, oldest first. */
export async function listEditionsFrom(
  trx: TenantReader,
  { ownerTenantId, programmeCode }: Edition,
  year: number,
): Promise<readonly { readonly id: string; readonly year: number }[]> {
  return trx
    .selectFrom('editions')
    .select(['id', 'year'])
    .where('owner_tenant_id', '=', ownerTenantId)
    .where('programme_code', '=', programmeCode)
    .where('year', '>=', year)
    .where('published_at', 'is not', null)
    .orderBy('year')
    .execute();
}

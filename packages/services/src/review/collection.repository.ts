import type { TenantReader } from '@huibao/db';
import { HuibaoError, type CollectionWindow } from '@huibao/domain';

export interface Collection {
  readonly id: string;
  readonly ownerTenantId: number;
  readonly editionId: string;
  readonly year: number;
  readonly period: number;
  readonly window: CollectionWindow;
}

export async function getCollection(trx: TenantReader, tenantId: number, id: string): Promise<Collection> {
  const row = await trx
    .selectFrom('collections')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('collection.not_found');
  return {
    id: row.id,
    ownerTenantId: row.owner_tenant_id,
    editionId: row.edition_id,
    year: row.year,
    period: row.period,
    window: { opensAt: row.opens_at, dueAt: row.due_at, closesAt: row.closes_at },
  };
}

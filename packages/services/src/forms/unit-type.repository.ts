import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { Localized, UnitType } from '@huibao/domain';
import { jsonOf } from '../json-column.ts';

/** A type of the line, and whose it is. */
export interface ListedUnitType extends UnitType {
  readonly ownerTenantId: number;
}

/** The types of a tenant's line, each after the one that it is of. */
export async function listUnitTypes(
  trx: TenantReader,
  { lineage }: { readonly lineage: readonly number[] },
): Promise<readonly ListedUnitType[]> {
  const rows = await trx
    .selectFrom('unit_types')
    .select(['owner_tenant_id', 'code', 'parent_code', 'label', 'is_heading'])
    .where('owner_tenant_id', 'in', [...lineage])
    .where('published_at', 'is not', null)
    .orderBy('code')
    .execute();
  return rows.map((row) => ({
    ownerTenantId: row.owner_tenant_id,
    code: row.code,
    parent: row.parent_code,
    label: jsonOf<Localized>(row.label),
    isHeading: row.is_heading,
  }));
}

/** Those that are there already stay as they are. Answers the codes of those that are new. */
export async function insertUnitTypes(
  trx: TenantTransaction,
  tenantId: number,
  types: readonly UnitType[],
  publishedAt: Date,
): Promise<readonly string[]> {
  const inserted = await trx
    .insertInto('unit_types')
    .values(
      types.map(({ code, parent, label, isHeading }) => ({
        owner_tenant_id: tenantId,
        code,
        parent_code: parent,
        label: JSON.stringify(label),
        is_heading: isHeading,
        published_at: publishedAt,
      })),
    )
    .onConflict((oc) => oc.columns(['owner_tenant_id', 'code']).doNothing())
    .returning('code')
    .execute();
  return inserted.map((row) => row.code);
}

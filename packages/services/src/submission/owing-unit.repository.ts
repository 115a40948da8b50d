import type { TenantReader, TenantTransaction } from '@huibao/db';

/** Gives the unit's forms of a collection until then; answers how many they are. */
export async function updateExtension(
  trx: TenantTransaction,
  tenantId: number,
  collectionId: string,
  unitId: number,
  until: Date,
): Promise<number> {
  const extended = await trx
    .updateTable('submissions')
    .set({ extended_until: until })
    .where('tenant_id', '=', tenantId)
    // In the order in which a submit locks them, or the two would wait for each other.
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('submissions')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('collection_id', '=', collectionId)
        .where('unit_id', '=', unitId)
        .orderBy('id')
        .forUpdate(),
    )
    .returning('id')
    .execute();
  return extended.length;
}

/** Ids of the units that still owe a form of the collection. */
export async function listOwingUnits(
  trx: TenantReader,
  tenantId: number,
  collectionId: string,
  filter: {
    /** Only these. */
    readonly unitIds?: readonly number[] | undefined;
    /** Leaves out whom an extension gives longer than until then. */
    readonly withoutExtensionAt?: Date;
  },
): Promise<readonly number[]> {
  const { unitIds, withoutExtensionAt } = filter;
  const rows = await trx
    .selectFrom('submissions')
    .select('unit_id')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('collection_id', '=', collectionId)
    .where('state', 'in', ['draft', 'confirming', 'returned'])
    .$if(unitIds !== undefined, (q) => q.where('unit_id', 'in', [...(unitIds ?? []), -1]))
    .$if(withoutExtensionAt !== undefined, (q) =>
      q.where((eb) =>
        eb.or([eb('extended_until', 'is', null), eb('extended_until', '<=', withoutExtensionAt ?? null)]),
      ),
    )
    .execute();
  return rows.map((row) => row.unit_id);
}

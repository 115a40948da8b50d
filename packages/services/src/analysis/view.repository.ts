import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { PivotDefinition } from '@huibao/domain';
import { jsonOf } from '../json-column.ts';

/** A pivot table kept by its author, for itself or for the bureau. */
export interface View {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly definition: PivotDefinition;
  readonly isShared: boolean;
  readonly createdAt: Date;
}

/** A person's own, and those that others of the bureau share, by name. */
export async function listViewsFor(
  trx: TenantReader,
  tenantId: number,
  userId: string,
): Promise<readonly (Omit<View, 'createdAt'> & { readonly author: string })[]> {
  const rows = await trx
    .selectFrom('analysis_views as v')
    .innerJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'v.tenant_id').onRef('u.id', '=', 'v.user_id'))
    .select(['v.id', 'v.user_id', 'v.name', 'v.definition', 'v.is_shared', 'u.name as author'])
    .where('v.tenant_id', '=', tenantId)
    .where((eb) => eb.or([eb('v.user_id', '=', userId), eb('v.is_shared', '=', true)]))
    .orderBy('v.name')
    .orderBy('v.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    name: row.name,
    definition: jsonOf<PivotDefinition>(row.definition),
    isShared: row.is_shared,
    author: row.author,
  }));
}

/** False where its author has one of this name. */
export async function insertView(trx: TenantTransaction, tenantId: number, view: View): Promise<boolean> {
  const inserted = await trx
    .insertInto('analysis_views')
    .values({
      tenant_id: tenantId,
      id: view.id,
      user_id: view.userId,
      name: view.name,
      definition: JSON.stringify(view.definition),
      is_shared: view.isShared,
      created_at: view.createdAt,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'user_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** What it was. Another's view is not there, shared or not: only its author changes it. */
export async function deleteViewOf(
  trx: TenantTransaction,
  tenantId: number,
  userId: string,
  id: string,
): Promise<View | undefined> {
  const row = await trx
    .deleteFrom('analysis_views')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returningAll()
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      userId: row.user_id,
      name: row.name,
      definition: jsonOf<PivotDefinition>(row.definition),
      isShared: row.is_shared,
      createdAt: row.created_at,
    }
  );
}

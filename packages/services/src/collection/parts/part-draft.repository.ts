import type { TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';

/** Submissions of some forms in some collections. */
export interface DraftsOfPart {
  readonly collectionIds: readonly string[];
  readonly forms: readonly string[];
}

/**
 * Names of the units that have answered, one for each form: typed anything into it, attached a file to it, or handed it
 * in. Their rows are locked, so that who saves or submits one meanwhile waits, or is waited for and then is among them.
 */
export async function listAnsweredBy(
  trx: TenantTransaction,
  tenantId: number,
  which: DraftsOfPart,
): Promise<readonly string[]> {
  await trx
    .selectFrom('submissions')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where(isAmong(which))
    .orderBy('id')
    .forUpdate()
    .execute();
  const rows = await trx
    .selectFrom('submissions as s')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.unit_id'),
    )
    .select('u.name')
    .where('s.tenant_id', '=', tenantId)
    .where(isAmong(which))
    .where(
      sql<boolean>`(s.state in ('confirming', 'returned', 'submitted', 'accepted') or s.revision_no > 0
        or exists (select from draft_cells d
          where d.tenant_id = s.tenant_id and d.submission_id = s.id and d.state <> 'missing'
            and d.source <> 'carried_over'))`,
    )
    .orderBy('u.id')
    .execute();
  return rows.map((row) => row.name);
}

/** Nobody is asked them any more: nothing was written in them. The rows are locked by the caller. */
export async function retireUntouched(trx: TenantTransaction, tenantId: number, which: DraftsOfPart): Promise<number> {
  const retired = await trx
    .updateTable('submissions')
    .set({ state: 'retired' })
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'draft')
    .where(isAmong(which))
    .executeTakeFirst();
  return Number(retired.numUpdatedRows);
}

/** What was asked before the part was switched off is asked again. */
export async function reviveDrafts(
  trx: TenantTransaction,
  tenantId: number,
  collectionId: string,
  forms: readonly string[],
): Promise<number> {
  const revived = await trx
    .updateTable('submissions')
    .set({ state: 'draft' })
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'retired')
    .where(isAmong({ collectionIds: [collectionId], forms }))
    .executeTakeFirst();
  return Number(revived.numUpdatedRows);
}

function isAmong({ collectionIds, forms }: DraftsOfPart) {
  return sql<boolean>`collection_id = any(${[...collectionIds]}::uuid[]) and form_code = any(${[...forms]}::text[])`;
}

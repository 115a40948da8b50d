import type { TenantReader, TenantTransaction } from '@huibao/db';
import { v7 as uuid } from 'uuid';

/** What a reviewer said to have seen: of a form that a revision read, which revision stood. */
export interface Acknowledgement {
  readonly ownerTenantId: number;
  readonly formCode: string;
  /** Null where nothing stood. */
  readonly seenRevisionId: string | null;
}

export async function listAcknowledgements(
  trx: TenantReader,
  tenantId: number,
  revisionId: string,
): Promise<readonly Acknowledgement[]> {
  const rows = await trx
    .selectFrom('read_acknowledgements')
    .select(['form_owner_tenant_id', 'form_code', 'seen_revision_id'])
    .where('tenant_id', '=', tenantId)
    .where('revision_id', '=', revisionId)
    .execute();
  return rows.map((row) => ({
    ownerTenantId: row.form_owner_tenant_id,
    formCode: row.form_code,
    seenRevisionId: row.seen_revision_id,
  }));
}

export async function insertAcknowledgements(
  trx: TenantTransaction,
  tenantId: number,
  of: { readonly revisionId: string; readonly unitId: number },
  seen: readonly Acknowledgement[],
  by: string,
  at: Date,
): Promise<void> {
  await trx
    .insertInto('read_acknowledgements')
    .values(
      seen.map(({ ownerTenantId, formCode, seenRevisionId }) => ({
        tenant_id: tenantId,
        id: uuid(),
        revision_id: of.revisionId,
        unit_id: of.unitId,
        form_owner_tenant_id: ownerTenantId,
        form_code: formCode,
        seen_revision_id: seenRevisionId,
        acknowledged_by: by,
        acknowledged_at: at,
      })),
    )
    .execute();
}

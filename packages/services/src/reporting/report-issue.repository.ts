import type { TenantTransaction } from '@huibao/db';
import type { EditionRef } from '../forms/edition.repository.ts';

/** From now on a draft goes by this issue, with these additions and parts. The row is locked by the caller. */
export async function updateReportIssues(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { issueNo, additions = [], parts = [] }: EditionRef,
): Promise<void> {
  await trx
    .updateTable('reports')
    .set({ issue_no: issueNo, parts: [...parts] })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', reportId)
    .execute();
  if (additions.length === 0) return;
  await trx
    .insertInto('report_additions')
    .values(
      additions.map((one) => ({
        tenant_id: tenantId,
        report_id: reportId,
        owner_tenant_id: one.ownerTenantId,
        issue_id: one.id,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'report_id', 'owner_tenant_id'])
        .doUpdateSet((eb) => ({ issue_id: eb.ref('excluded.issue_id') })),
    )
    .execute();
}

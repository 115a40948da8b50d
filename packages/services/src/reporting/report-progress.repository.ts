import type { TenantReader } from '@huibao/db';
import type { ReportState } from '@huibao/domain';
import { sql } from 'kysely';

export interface ReportProgress {
  readonly year: number;
  readonly state: ReportState;
  readonly isSent: boolean;
  readonly isPublished: boolean;
}

/** How far a report has come on its way up and out. */
export async function findReportProgress(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<ReportProgress | undefined> {
  const row = await trx
    .selectFrom('reports as r')
    .select([
      'r.year',
      'r.state',
      sql<boolean>`exists (select from deliveries d where d.sender_tenant_id = r.tenant_id and d.sender_report_id = r.id)`.as(
        'isSent',
      ),
      sql<boolean>`exists (select from publications p where p.tenant_id = r.tenant_id and p.report_id = r.id)`.as(
        'isPublished',
      ),
    ])
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', reportId)
    .executeTakeFirst();
  return row && { ...row, state: row.state as ReportState };
}

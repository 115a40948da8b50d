import type { TenantReader } from '@huibao/db';
import type { Localized, ReportState } from '@huibao/domain';
import { sql } from 'kysely';
import { jsonOf } from '../json-column.ts';

export interface ReportProgress {
  readonly programme: Localized;
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
    .innerJoin('programmes as p', (join) =>
      join.onRef('p.owner_tenant_id', '=', 'r.owner_tenant_id').onRef('p.code', '=', 'r.programme_code'),
    )
    .select([
      'p.title',
      'r.year',
      'r.state',
      sql<boolean>`exists (select from deliveries d where d.sender_tenant_id = r.tenant_id and d.sender_report_id = r.id)`.as(
        'isSent',
      ),
      sql<boolean>`exists (select from publications o where o.tenant_id = r.tenant_id and o.report_id = r.id)`.as(
        'isPublished',
      ),
    ])
    .where('r.tenant_id', '=', tenantId)
    .where('r.id', '=', reportId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { title, ...progress } = row;
  return { ...progress, programme: jsonOf<Localized>(title), state: row.state as ReportState };
}

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
      // Where no superior receives it, once every other copy is out.
      sql<boolean>`r.number is not null and not exists (
        select from dispatches d
        where d.tenant_id = r.tenant_id and d.report_id = r.id and d.sent_at is null
          and (d.kind = 'superior' or not exists (
            select from dispatches up
            where up.tenant_id = r.tenant_id and up.report_id = r.id and up.kind = 'superior')))`.as('isSent'),
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

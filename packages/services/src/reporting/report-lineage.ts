import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { listLineage, type LineageRow } from '../rollup/lineage.ts';
import { defineQuery } from '../use-case.ts';
import { getReport } from './report.repository.ts';

/** Behind a figure of a report: the stored lineage where it is issued, the live one before. */
export const getReportLineage = defineQuery({
  permission: 'report.read',
  input: z.object({ reportId: z.uuid(), indicator: z.string().max(80) }),
  async run(
    scope,
    { reportId, indicator },
  ): Promise<{ readonly isFrozen: boolean; readonly rows: readonly LineageRow[] }> {
    const { trx, actor } = scope;
    const report = await getReport(scope, reportId);
    const definition = report.edition.indicators.find((one) => one.code === indicator);
    if (!definition) throw new HuibaoError('indicator.not_found');
    if (!report.frozen) return { isFrozen: false, rows: await listLineage(scope, report.edition, [definition]) };
    const rows = await trx
      .selectFrom('report_lineage as l')
      .leftJoin('revisions as r', (join) =>
        join.onRef('r.tenant_id', '=', 'l.tenant_id').onRef('r.id', '=', 'l.source_id'),
      )
      .leftJoin('deliveries as d', (join) =>
        join.onRef('d.tenant_id', '=', 'l.tenant_id').onRef('d.id', '=', 'l.source_id'),
      )
      .leftJoin('users as p', (join) =>
        join.onRef('p.tenant_id', '=', 'r.tenant_id').onRef('p.id', '=', 'r.submitted_by'),
      )
      .select([
        'l.side',
        'l.unit_id',
        'l.unit_name',
        'l.period',
        'l.cell',
        'l.value',
        'l.source_id',
        'r.submission_id',
        'r.no',
        'r.submitted_at',
        'p.name',
        'd.id as deliveryId',
        'd.version',
        'd.sent_at',
        'd.number',
      ])
      .where('l.tenant_id', '=', actor.tenantId)
      .where('l.report_id', '=', reportId)
      .where('l.indicator', '=', indicator)
      .orderBy('l.side')
      .orderBy('l.unit_id')
      .orderBy('l.period')
      .execute();
    return {
      isFrozen: true,
      rows: rows.map((row) => ({
        side: row.side === 'per' ? 'per' : 'of',
        unitId: row.unit_id,
        unitName: row.unit_name,
        period: row.period,
        cell: row.cell,
        value: row.value,
        submissionId: row.submission_id,
        deliveryId: row.deliveryId,
        revisionId: row.source_id,
        revisionNo: row.no ?? row.version ?? 0,
        by: row.name ?? row.number ?? '',
        at: (row.submitted_at ?? row.sent_at)?.toISOString() ?? '',
        explanations: 0,
      })),
    };
  },
});

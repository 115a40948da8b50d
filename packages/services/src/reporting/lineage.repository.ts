import type { TenantReader, TenantTransaction } from '@huibao/db';
import { parseCellId, scopeKey, type FigureRef } from '@huibao/domain';
import type { FigureLineage } from '../rollup/lineage-of-figures.ts';
import type { LineageRow } from '../rollup/lineage.ts';

/** PostgreSQL takes so many rows of so many parameters in one statement. */
const rowsPerInsert = 4000;

/** The cells behind the figures of an issued report's text. */
export async function insertReportLineage(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  lineage: readonly FigureLineage[],
): Promise<void> {
  const rows = lineage.flatMap((one) =>
    one.rows.map((row) => ({ ...row, indicator: one.indicator, scope: scopeKey(one.scope) })),
  );
  for (let start = 0; start < rows.length; start += rowsPerInsert) {
    await trx
      .insertInto('report_lineage')
      .values(
        rows.slice(start, start + rowsPerInsert).map((row) => ({
          tenant_id: tenantId,
          report_id: reportId,
          indicator: row.indicator,
          scope: row.scope,
          side: row.side,
          unit_id: row.unitId,
          unit_name: row.unitName,
          period: row.period,
          cell: row.cell,
          value: row.value,
          source_id: row.revisionId,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

export async function listReportLineage(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
  { indicator, scope }: FigureRef,
): Promise<readonly Omit<LineageRow, 'isCounted'>[]> {
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
    .where('l.tenant_id', '=', tenantId)
    .where('l.report_id', '=', reportId)
    .where('l.indicator', '=', indicator)
    .where('l.scope', '=', scopeKey(scope))
    .orderBy('l.side')
    .orderBy('l.unit_id')
    .orderBy('l.period')
    .execute();
  return rows.map((row) => ({
    side: row.side === 'per' ? 'per' : 'of',
    unitId: row.unit_id,
    unitName: row.unit_name,
    period: row.period,
    key: parseCellId(row.cell).key,
    cell: row.cell,
    value: row.value,
    texts: row.value === '' ? [] : [row.value],
    submissionId: row.submission_id,
    deliveryId: row.deliveryId,
    revisionId: row.source_id,
    revisionNo: row.no ?? row.version ?? 0,
    by: row.name ?? row.number ?? '',
    at: (row.submitted_at ?? row.sent_at)?.toISOString() ?? '',
    explanations: 0,
  }));
}

/** Codes of the figures of issued reports that were worked out from a revision, by report. */
export async function listFiguresFrom(
  trx: TenantReader,
  tenantId: number,
  reportIds: readonly string[],
  revisionId: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (reportIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('report_lineage')
    .select(['report_id', 'indicator'])
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('report_id', 'in', [...reportIds])
    .where('source_id', '=', revisionId)
    .execute();
  const byReport = Map.groupBy(rows, (row) => row.report_id);
  return new Map([...byReport].map(([id, found]) => [id, found.map((row) => row.indicator)]));
}

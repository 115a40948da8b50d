import type { TenantReader, TenantTransaction } from '@huibao/db';
import type { IndicatorValue } from '@huibao/domain';
import { jsonOf } from '../../json-column.ts';

/** The value of a figure that a drafter looked at. */
export interface SeenFigure {
  readonly value: IndicatorValue | null;
  readonly by: string;
  readonly at: string;
}

/** By indicator. */
export async function listSeen(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<ReadonlyMap<string, SeenFigure>> {
  const rows = await trx
    .selectFrom('report_figures_seen as f')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'f.tenant_id').onRef('u.id', '=', 'f.seen_by'))
    .select(['f.indicator', 'f.value', 'f.seen_at', 'u.name'])
    .where('f.tenant_id', '=', tenantId)
    .where('f.report_id', '=', reportId)
    .execute();
  return new Map(
    rows.map((row) => [
      row.indicator,
      { value: jsonOf<IndicatorValue | null>(row.value), by: row.name ?? '', at: row.seen_at.toISOString() },
    ]),
  );
}

export interface SeenValue {
  readonly indicator: string;
  readonly value: IndicatorValue | null;
}

/** What is new in the text is seen as it is put there. */
export async function insertSeen(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  figures: readonly SeenValue[],
  seenBy: string,
  seenAt: Date,
): Promise<void> {
  if (figures.length === 0) return;
  await trx
    .insertInto('report_figures_seen')
    .values(figures.map((figure) => toRow(tenantId, reportId, figure, seenBy, seenAt)))
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Looked at again. */
export async function replaceSeen(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  figures: readonly SeenValue[],
  seenBy: string,
  seenAt: Date,
): Promise<void> {
  await trx
    .insertInto('report_figures_seen')
    .values(figures.map((figure) => toRow(tenantId, reportId, figure, seenBy, seenAt)))
    .onConflict((oc) =>
      oc.columns(['tenant_id', 'report_id', 'indicator']).doUpdateSet((eb) => ({
        value: eb.ref('excluded.value'),
        seen_by: eb.ref('excluded.seen_by'),
        seen_at: eb.ref('excluded.seen_at'),
      })),
    )
    .execute();
}

function toRow(
  tenantId: number,
  reportId: string,
  { indicator, value }: SeenValue,
  seenBy: string,
  seenAt: Date,
): {
  tenant_id: number;
  report_id: string;
  indicator: string;
  value: string | null;
  seen_by: string;
  seen_at: Date;
} {
  return {
    tenant_id: tenantId,
    report_id: reportId,
    indicator,
    value: value && JSON.stringify(value),
    seen_by: seenBy,
    seen_at: seenAt,
  };
}

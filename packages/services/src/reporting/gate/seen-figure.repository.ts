import type { TenantReader, TenantTransaction } from '@huibao/db';
import { figureKey, scopeKey, scopeOfKey, type FigureKey, type FigureRef, type IndicatorValue } from '@huibao/domain';
import { jsonOf } from '../../json-column.ts';

/** The value of a figure that a drafter looked at. */
export interface SeenFigure {
  readonly value: IndicatorValue | null;
  readonly by: string;
  readonly at: string;
}

/** By the figure's key. */
export async function listSeen(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<ReadonlyMap<FigureKey, SeenFigure>> {
  const rows = await trx
    .selectFrom('report_figures_seen as f')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'f.tenant_id').onRef('u.id', '=', 'f.seen_by'))
    .select(['f.indicator', 'f.scope', 'f.value', 'f.seen_at', 'u.name'])
    .where('f.tenant_id', '=', tenantId)
    .where('f.report_id', '=', reportId)
    .execute();
  return new Map(
    rows.map((row) => [
      figureKey({ indicator: row.indicator, scope: scopeOfKey(row.scope) }),
      { value: jsonOf<IndicatorValue | null>(row.value), by: row.name ?? '', at: row.seen_at.toISOString() },
    ]),
  );
}

export interface SeenValue extends FigureRef {
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
      oc.columns(['tenant_id', 'report_id', 'indicator', 'scope']).doUpdateSet((eb) => ({
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
  { indicator, scope, value }: SeenValue,
  seenBy: string,
  seenAt: Date,
): {
  tenant_id: number;
  report_id: string;
  indicator: string;
  scope: string;
  value: string | null;
  seen_by: string;
  seen_at: Date;
} {
  return {
    tenant_id: tenantId,
    report_id: reportId,
    indicator,
    scope: scopeKey(scope),
    value: value && JSON.stringify(value),
    seen_by: seenBy,
    seen_at: seenAt,
  };
}

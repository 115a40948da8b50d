import type { TenantReader, TenantTransaction } from '@huibao/db';

export interface ReportDecision {
  readonly step: string;
  readonly action: string;
  readonly by: string;
  readonly at: string;
  readonly comment: string | null;
  /** Of what was decided on. */
  readonly hash: string;
}

/** In the order in which they were taken. */
export async function listDecisions(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<readonly ReportDecision[]> {
  const rows = await trx
    .selectFrom('report_decisions as d')
    .leftJoin('users as u', (join) => join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.decided_by'))
    .select(['d.step', 'd.action', 'u.name', 'd.decided_at', 'd.comment', 'd.hash'])
    .where('d.tenant_id', '=', tenantId)
    .where('d.report_id', '=', reportId)
    .orderBy('d.no')
    .execute();
  return rows.map((row) => ({
    step: row.step,
    action: row.action,
    by: row.name ?? '',
    at: row.decided_at.toISOString(),
    comment: row.comment,
    hash: row.hash,
  }));
}

export async function countDecisions(trx: TenantReader, tenantId: number, reportId: string): Promise<number> {
  const { count } = await trx
    .selectFrom('report_decisions')
    .select((q) => q.fn.countAll<string>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface NewDecision {
  readonly step: string;
  readonly action:
    'submitted' | 'withdrawn' | 'approved' | 'returned' | 'issued' | 'numbered' | 'sent' | 'published' | 'annulled';
  /** May be empty. */
  readonly comment: string;
  /** Of what was decided on. */
  readonly hash: string;
}

export async function insertDecision(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { step, action, comment, hash }: NewDecision,
  decidedBy: string,
  decidedAt: Date,
): Promise<void> {
  const last = await trx
    .selectFrom('report_decisions')
    .select('no')
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .orderBy('no', 'desc')
    .executeTakeFirst();
  await trx
    .insertInto('report_decisions')
    .values({
      tenant_id: tenantId,
      report_id: reportId,
      no: (last?.no ?? 0) + 1,
      step,
      action,
      decided_by: decidedBy,
      decided_at: decidedAt,
      comment: comment || null,
      hash,
    })
    .execute();
}

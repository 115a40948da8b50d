import type { TenantReader } from '@huibao/db';

/** What a chapter of the report lists: a shortcoming with its cause, or a plan with its expected result. */
export interface LedgerLine {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
}

export async function listLedgerLines(
  trx: TenantReader,
  tenantId: number,
  year: number,
): Promise<readonly LedgerLine[]> {
  return trx
    .selectFrom('ledger_items')
    .select(['kind', 'title', 'detail'])
    .where('tenant_id', '=', tenantId)
    .where('year', '=', year)
    .orderBy('kind')
    .orderBy('position')
    .execute();
}

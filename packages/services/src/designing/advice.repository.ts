import type { TenantReader, TenantTransaction } from '@huibao/db';

/** What somebody has looked at of what was said of a draft, by its keys. */
export async function listAdviceSeen(
  trx: TenantReader,
  tenantId: number,
  draftId: string,
): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('draft_advice_seen')
    .select('advice')
    .where('tenant_id', '=', tenantId)
    .where('draft_id', '=', draftId)
    .execute();
  return new Set(rows.map((row) => row.advice));
}

/** Ticked off by two at once is ticked off by the first. */
export async function insertAdviceSeen(
  trx: TenantTransaction,
  tenantId: number,
  draftId: string,
  advice: string,
  seenBy: string,
  seenAt: Date,
): Promise<void> {
  await trx
    .insertInto('draft_advice_seen')
    .values({ tenant_id: tenantId, draft_id: draftId, advice, seen_by: seenBy, seen_at: seenAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteAdviceSeen(
  trx: TenantTransaction,
  tenantId: number,
  draftId: string,
  advice: string,
): Promise<void> {
  await trx
    .deleteFrom('draft_advice_seen')
    .where('tenant_id', '=', tenantId)
    .where('draft_id', '=', draftId)
    .where('advice', '=', advice)
    .execute();
}

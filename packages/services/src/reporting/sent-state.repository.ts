import { parentOf, type TenantReader } from '@huibao/db';
import type { DeliveryState } from '@huibao/domain';
import { sql } from 'kysely';

/** As what a report stands in the superior's tenant, and since when. */
export interface SentState {
  readonly state: DeliveryState;
  readonly sentAt: Date;
}

/** By its report. What lies in the superior's tenant is asked for by itself. */
export async function listSent(
  trx: TenantReader,
  senderId: number,
  reportIds: readonly string[],
): Promise<ReadonlyMap<string, SentState>> {
  if (reportIds.length === 0) return new Map();
  const rows = await trx
    .selectFrom('deliveries')
    .select(['sender_report_id', 'state', 'sent_at'])
    .where('tenant_id', '=', parentOf(trx))
    .where('sender_tenant_id', '=', senderId)
    .where(sql<boolean>`sender_report_id = any(${[...reportIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.sender_report_id, { state: row.state as DeliveryState, sentAt: row.sent_at }]));
}

import { parentOf, type TenantReader, type TenantTransaction } from '@huibao/db';
import type {
  AnnulmentGround,
  DeliveredAddition,
  DeliveryState,
  IndicatorValue,
  OfficialDocument,
  SignedAnswer,
} from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import type { Report } from './report.repository.ts';

/** What became of a report in the superior's tenant, as its sender may see it. */
export interface SentDelivery {
  readonly state: DeliveryState;
  readonly sentAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

export async function findSentDelivery(
  trx: TenantReader,
  senderId: number,
  reportId: string,
): Promise<SentDelivery | undefined> {
  const row = await trx
    .selectFrom('deliveries')
    .select(['state', 'sent_at', 'decided_at', 'decided_by_name', 'reason'])
    .where('tenant_id', '=', parentOf(trx))
    .where('sender_tenant_id', '=', senderId)
    .where('sender_report_id', '=', reportId)
    .executeTakeFirst();
  return (
    row && {
      state: row.state as DeliveryState,
      sentAt: row.sent_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by_name,
      reason: row.reason,
    }
  );
}

export interface NewDelivery {
  /** The superior, and the unit as which the sender stands there. */
  readonly receiver: { readonly tenantId: number; readonly unitId: number };
  readonly report: Report;
  readonly number: string;
  readonly figures: readonly IndicatorValue[];
  readonly document: OfficialDocument;
  readonly answers: readonly SignedAnswer[];
  /** Names of what is the sender's own. */
  readonly additions: readonly DeliveredAddition[];
  /** Of all that. */
  readonly hash: string;
}

/** Its id; undefined where the report was sent already. */
export async function insertDelivery(
  trx: TenantTransaction,
  senderId: number,
  { receiver, report, number, figures, document, answers, additions, hash }: NewDelivery,
  sentAt: Date,
): Promise<string | undefined> {
  const sent = await trx
    .insertInto('deliveries')
    .values({
      tenant_id: receiver.tenantId,
      id: uuid(),
      sender_tenant_id: senderId,
      sender_report_id: report.id,
      unit_id: receiver.unitId,
      owner_tenant_id: report.edition.ownerTenantId,
      edition_id: report.edition.id,
      issue_no: report.edition.issueNo,
      parts: [...(report.edition.parts ?? [])],
      programme_code: report.edition.programmeCode,
      year: report.year,
      version: report.version,
      number,
      figures: JSON.stringify(figures),
      document: JSON.stringify(document),
      answers: JSON.stringify(answers),
      additions: JSON.stringify(additions),
      hash,
      sent_at: sentAt,
      state: 'pending',
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return sent?.id;
}

/**
 * What it said is erased at the superior's too, and what was written there about it. It stays accepted or returned,
 * with its figures.
 */
export async function annulDelivery(
  trx: TenantTransaction,
  senderId: number,
  reportId: string,
  {
    ground,
    annulledOn,
    reason,
  }: { readonly ground: AnnulmentGround; readonly annulledOn: string; readonly reason: string },
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({
      document: null,
      answers: null,
      reason: null,
      annulled_on: annulledOn,
      annulled_for: ground,
      annulled_because: reason,
    })
    .where('tenant_id', '=', parentOf(trx))
    .where('sender_tenant_id', '=', senderId)
    .where('sender_report_id', '=', reportId)
    .execute();
}

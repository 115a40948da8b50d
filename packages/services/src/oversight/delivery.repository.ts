import type { TenantReader, TenantTransaction } from '@huibao/db';
import {
  HuibaoError,
  type AnnulmentGround,
  type DeliveredAddition,
  type DeliveryState,
  type IndicatorValue,
  type OfficialDocument,
  type SignedAnswer,
} from '@huibao/domain';
import { editionRefOf, type EditionRef, type ProgrammeRef } from '../forms/edition.repository.ts';
import { jsonOf } from '../json-column.ts';

/** A report as a bureau sent it, and what was decided on it. */
export interface Delivery {
  readonly id: string;
  readonly unitId: number;
  readonly year: number;
  readonly version: number;
  readonly number: string;
  readonly state: DeliveryState;
  readonly sentAt: Date;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  /** Its bureau took it back: what it said is gone, its figures stay. */
  readonly annulledOn: string | null;
}

const columns = [
  'd.id',
  'd.unit_id',
  'd.year',
  'd.version',
  'd.number',
  'd.state',
  'd.sent_at',
  'd.decided_at',
  'd.decided_by_name',
  'd.reason',
  'd.annulled_on',
] as const;

interface DeliveryRow {
  readonly id: string;
  readonly unit_id: number;
  readonly year: number;
  readonly version: number;
  readonly number: string;
  readonly state: string;
  readonly sent_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by_name: string | null;
  readonly reason: string | null;
  readonly annulled_on: string | null;
}

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    unitId: row.unit_id,
    year: row.year,
    version: row.version,
    number: row.number,
    state: row.state as DeliveryState,
    sentAt: row.sent_at,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_name,
    reason: row.reason,
    annulledOn: row.annulled_on,
  };
}

/** Of one year of a programme, newest version first. */
export async function listDeliveriesOfYear(
  trx: TenantReader,
  tenantId: number,
  edition: EditionRef,
): Promise<readonly Delivery[]> {
  const rows = await trx
    .selectFrom('deliveries as d')
    .select(columns)
    .where('d.tenant_id', '=', tenantId)
    .where('d.owner_tenant_id', '=', edition.ownerTenantId)
    .where('d.edition_id', '=', edition.id)
    .orderBy('d.version', 'desc')
    .execute();
  return rows.map(toDelivery);
}

/** With what was delivered: figures and document are as they were sent, unless it was annulled. */
export interface WholeDelivery extends Delivery {
  readonly unitName: string;
  readonly edition: EditionRef;
  readonly hash: string;
  readonly figures: readonly IndicatorValue[];
  readonly document: OfficialDocument | null;
  /** What its bureau answered to the gate, and to what. */
  readonly answers: readonly SignedAnswer[];
  /** Names of what its bureau has added of its own. */
  readonly additions: readonly DeliveredAddition[];
  /** Why it was annulled. */
  readonly annulment: { readonly ground: AnnulmentGround; readonly reason: string } | null;
}

export async function getDelivered(trx: TenantReader, tenantId: number, id: string): Promise<WholeDelivery> {
  const row = await trx
    .selectFrom('deliveries as d')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'd.tenant_id').onRef('u.id', '=', 'd.unit_id'),
    )
    .select([
      ...columns,
      'd.owner_tenant_id',
      'd.edition_id',
      'd.issue_no',
      'd.hash',
      'd.figures',
      'd.document',
      'd.answers',
      'd.additions',
      'd.annulled_for',
      'd.annulled_because',
      'u.name',
    ])
    .where('d.tenant_id', '=', tenantId)
    .where('d.id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('delivery.not_found');
  return {
    ...toDelivery(row),
    unitName: row.name,
    edition: editionRefOf(row),
    hash: row.hash,
    figures: jsonOf<readonly IndicatorValue[]>(row.figures),
    document: jsonOf<OfficialDocument | null>(row.document),
    answers: jsonOf<readonly SignedAnswer[] | null>(row.answers) ?? [],
    additions: jsonOf<readonly DeliveredAddition[]>(row.additions),
    annulment:
      row.annulled_for === null
        ? null
        : { ground: row.annulled_for as AnnulmentGround, reason: row.annulled_because ?? '' },
  };
}

export async function getDeliveredDocument(trx: TenantReader, tenantId: number, id: string): Promise<OfficialDocument> {
  const row = await trx
    .selectFrom('deliveries')
    .select('document')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new HuibaoError('delivery.not_found');
  if (row.document === null) throw new HuibaoError('delivery.annulled');
  return jsonOf<OfficialDocument>(row.document);
}

export type LockedDelivery = Pick<Delivery, 'id' | 'unitId' | 'year' | 'version' | 'state'> &
  Pick<WholeDelivery, 'edition' | 'figures'> & {
    readonly senderId: number;
    readonly isAnnulled: boolean;
  };

export async function lockDelivery(trx: TenantTransaction, tenantId: number, id: string): Promise<LockedDelivery> {
  const row = await trx
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new HuibaoError('delivery.not_found');
  return {
    id: row.id,
    unitId: row.unit_id,
    year: row.year,
    version: row.version,
    state: row.state as DeliveryState,
    senderId: row.sender_tenant_id,
    isAnnulled: row.annulled_on !== null,
    edition: editionRefOf(row),
    figures: jsonOf<readonly IndicatorValue[]>(row.figures),
  };
}

/** Ids of the sender's other accepted versions of the same report, by whether they are newer or older. */
export async function listAcceptedVersions(
  trx: TenantReader,
  tenantId: number,
  { senderId, edition, version }: LockedDelivery,
  which: 'newer' | 'older',
): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('sender_tenant_id', '=', senderId)
    .where('owner_tenant_id', '=', edition.ownerTenantId)
    .where('edition_id', '=', edition.id)
    .where('version', which === 'newer' ? '>' : '<', version)
    .where('state', '=', 'accepted')
    .execute();
  return rows.map((row) => row.id);
}

export interface DeliveryDecision {
  readonly state: 'accepted' | 'returned';
  /** Of a return. */
  readonly reason: string | null;
  readonly by: { readonly userId: string; readonly userName: string };
  readonly at: Date;
}

export async function updateDecision(
  trx: TenantTransaction,
  tenantId: number,
  id: string,
  { state, reason, by, at }: DeliveryDecision,
): Promise<void> {
  await trx
    .updateTable('deliveries')
    .set({ state, decided_at: at, decided_by: by.userId, decided_by_name: by.userName, reason })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Newest first. */
export async function listDeliveredYears(
  trx: TenantReader,
  tenantId: number,
  programme: ProgrammeRef,
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('deliveries')
    .select('year')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .where('owner_tenant_id', '=', programme.ownerTenantId)
    .where('programme_code', '=', programme.programmeCode)
    .orderBy('year', 'desc')
    .execute();
  return rows.map((row) => row.year);
}

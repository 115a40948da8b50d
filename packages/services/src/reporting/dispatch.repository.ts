import type { TenantReader, TenantTransaction } from '@huibao/db';

/** 报送: one copy of a report, to one addressee. */
export interface Dispatch {
  readonly no: number;
  readonly addressee: string;
  readonly kind: 'main' | 'copy' | 'superior';
  readonly sentAt: string | null;
  readonly channel: string | null;
  readonly receipt: string | null;
}

export async function listDispatches(
  trx: TenantReader,
  tenantId: number,
  reportId: string,
): Promise<readonly Dispatch[]> {
  const rows = await trx
    .selectFrom('dispatches')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .orderBy('no')
    .execute();
  return rows.map((row) => ({
    no: row.no,
    addressee: row.addressee,
    kind: row.kind as Dispatch['kind'],
    sentAt: row.sent_at?.toISOString() ?? null,
    channel: row.channel,
    receipt: row.receipt,
  }));
}

export async function insertDispatches(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  addressees: readonly Pick<Dispatch, 'addressee' | 'kind'>[],
): Promise<void> {
  if (addressees.length === 0) return;
  await trx
    .insertInto('dispatches')
    .values(
      addressees.map(({ addressee, kind }, no) => ({ tenant_id: tenantId, report_id: reportId, no, addressee, kind })),
    )
    .execute();
}

/** That the superior's copy went through the system. */
export async function dispatchToSuperior(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  sentBy: string,
  sentAt: Date,
): Promise<void> {
  await trx
    .updateTable('dispatches')
    .set({ sent_at: sentAt, sent_by: sentBy, channel: 'system' })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('kind', '=', 'superior')
    .execute();
}

/** That another copy went out, by whatever way; false where there is no such addressee. */
export async function updateDispatch(
  trx: TenantTransaction,
  tenantId: number,
  reportId: string,
  { no, channel, receipt }: { readonly no: number; readonly channel: string; readonly receipt: string },
  sentBy: string,
  sentAt: Date,
): Promise<boolean> {
  const updated = await trx
    .updateTable('dispatches')
    .set({ sent_at: sentAt, sent_by: sentBy, channel, receipt: receipt || null })
    .where('tenant_id', '=', tenantId)
    .where('report_id', '=', reportId)
    .where('no', '=', no)
    .where('kind', '<>', 'superior')
    .returning('no')
    .executeTakeFirst();
  return updated !== undefined;
}

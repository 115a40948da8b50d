import { executePrepared, type Actor, type TenantReader, type TenantTransaction } from '@huibao/db';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { jsonOf } from '../json-column.ts';
import type { NewNotice, NoticeKind, NoticeParams } from './notice.ts';

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly params: NoticeParams;
  readonly href: string;
  readonly at: string;
  readonly isRead: boolean;
}

/** Whose notices: those of the units that somebody works at, or of the tenant's root where `units` is null. */
export type Recipient = Pick<Actor, 'role' | 'units'>;

export async function insertNotices(
  trx: TenantTransaction,
  tenantId: number,
  notices: readonly NewNotice[],
  createdAt: Date,
): Promise<void> {
  if (notices.length === 0) return;
  await trx
    .insertInto('notices')
    .values(
      notices.map((notice) => ({
        tenant_id: tenantId,
        id: uuid(),
        unit_id: notice.unitId,
        role: notice.role,
        kind: notice.kind,
        params: JSON.stringify(notice.params),
        href: notice.href,
        dedupe_key: notice.dedupeKey,
        created_at: createdAt,
      })),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

function noticesFor(trx: TenantReader, tenantId: number, { role, units }: Recipient) {
  return (
    trx
      .selectFrom('notices as n')
      .where('n.tenant_id', '=', tenantId)
      .where((eb) => eb.or([eb('n.role', 'is', null), eb('n.role', '=', role)]))
      // One unit by an equation, so that its latest are found by the index, in its order.
      .$if(units === null, (q) =>
        q.where('n.unit_id', '=', (eb) =>
          eb
            .selectFrom('org_units as u')
            .select('u.id')
            .where('u.tenant_id', '=', tenantId)
            .where('u.kind', '=', 'root'),
        ),
      )
      .$if(units?.length === 1, (q) => q.where('n.unit_id', '=', units?.[0] ?? -1))
      .$if(units !== null && units.length !== 1, (q) => q.where('n.unit_id', 'in', [...(units ?? []), -1]))
  );
}

/** Newest first. */
export async function listNoticesFor(
  trx: TenantReader,
  tenantId: number,
  recipient: Recipient,
  limit: number,
): Promise<readonly Notice[]> {
  const asked = noticesFor(trx, tenantId, recipient)
    .select(['n.id', 'n.kind', 'n.params', 'n.href', 'n.created_at', 'n.read_at'])
    .orderBy('n.created_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(limit);
  const rows = await executePrepared(trx, asked);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as NoticeKind,
    params: jsonOf<NoticeParams>(row.params),
    href: row.href,
    at: row.created_at.toISOString(),
    isRead: row.read_at !== null,
  }));
}

export async function countUnread(trx: TenantReader, tenantId: number, recipient: Recipient): Promise<number> {
  const { unread } = await noticesFor(trx, tenantId, recipient)
    .select(sql<number>`count(*)::int`.as('unread'))
    .where('n.read_at', 'is', null)
    .executeTakeFirstOrThrow();
  return unread;
}

/** Marks those of them that are the recipient's; answers how many those are. */
export async function markRead(
  trx: TenantTransaction,
  tenantId: number,
  recipient: Recipient,
  ids: readonly string[],
  readAt: Date,
): Promise<number> {
  const own = await noticesFor(trx, tenantId, recipient)
    .select('n.id')
    .where('n.id', 'in', [...ids])
    .execute();
  if (own.length === 0) return 0;
  await trx
    .updateTable('notices')
    .set({ read_at: readAt })
    .where('tenant_id', '=', tenantId)
    .where(
      'id',
      'in',
      own.map((row) => row.id),
    )
    .where('read_at', 'is', null)
    .execute();
  return own.length;
}

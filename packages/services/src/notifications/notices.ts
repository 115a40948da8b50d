import type { Role } from '@huibao/domain';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { defineMutation, defineQuery, noInput, type QueryScope, type Scope } from '../use-case.ts';

/** Kinds are i18n keys `notices:<kind>`. */
export const noticeKinds = [
  'opened',
  'due_soon',
  'due_today',
  'overdue',
  'nudge',
  'returned',
  'reopened',
  'extended',
  'report_due',
  'publish_due',
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

export interface NewNotice {
  readonly unitId: number;
  /** Only for those who hold this role at the unit; null for everybody there. */
  readonly role: Role | null;
  readonly kind: NoticeKind;
  readonly params: Readonly<Record<string, string | number>>;
  readonly href: string;
  /** The same notice is given once, however often its sender is retried. */
  readonly dedupeKey: string;
}

export async function notify(
  { trx, actor, now }: Pick<Scope, 'trx' | 'actor' | 'now'>,
  notice: NewNotice,
): Promise<void> {
  await trx
    .insertInto('notices')
    .values({
      tenant_id: actor.tenantId,
      id: uuid(),
      unit_id: notice.unitId,
      role: notice.role,
      kind: notice.kind,
      params: JSON.stringify(notice.params),
      href: notice.href,
      dedupe_key: notice.dedupeKey,
      created_at: now,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** The actor's notices: of the units it works at, or of the tenant's root. */
function ownNotices({ trx, actor }: QueryScope) {
  return trx
    .selectFrom('notices as n')
    .innerJoin('org_units as u', (join) =>
      join.onRef('u.tenant_id', '=', 'n.tenant_id').onRef('u.id', '=', 'n.unit_id'),
    )
    .where('n.tenant_id', '=', actor.tenantId)
    .where((eb) => eb.or([eb('n.role', 'is', null), eb('n.role', '=', actor.role)]))
    .$if(actor.units === null, (q) => q.where('u.kind', '=', 'root'))
    .$if(actor.units !== null, (q) => q.where('n.unit_id', 'in', [...(actor.units ?? []), -1]));
}

export const listNotices = defineQuery({
  permission: 'self',
  input: noInput,
  async run(scope) {
    const rows = await ownNotices(scope)
      .select(['n.id', 'n.kind', 'n.params', 'n.href', 'n.created_at', 'n.read_at'])
      .orderBy('n.created_at', 'desc')
      .limit(50)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind as NoticeKind,
      params: row.params as Record<string, string | number>,
      href: row.href,
      at: row.created_at.toISOString(),
      isRead: row.read_at !== null,
    }));
  },
});

export const markNoticesRead = defineMutation({
  permission: 'self',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(50) }),
  async run(scope, { ids }) {
    const own = await ownNotices(scope).select('n.id').where('n.id', 'in', ids).execute();
    if (own.length > 0) {
      await scope.trx
        .updateTable('notices')
        .set({ read_at: scope.now })
        .where('tenant_id', '=', scope.actor.tenantId)
        .where(
          'id',
          'in',
          own.map((row) => row.id),
        )
        .where('read_at', 'is', null)
        .execute();
    }
    return { read: own.length };
  },
});

/** What waits for the actor: unread notices, and work that the tables themselves show. The count at 待办. */
export const getTodo = defineQuery({
  permission: 'self',
  input: noInput,
  async run(scope) {
    const { trx, actor } = scope;
    const { unread } = await ownNotices(scope)
      .select(sql<number>`count(*)::int`.as('unread'))
      .where('n.read_at', 'is', null)
      .executeTakeFirstOrThrow();
    const waiting: {
      kind: 'returned' | 'confirm' | 'review' | 'sign' | 'receive' | 'delivery_returned';
      count: number;
      href: string;
    }[] = [];
    const countSubmissions = async (state: string): Promise<number> => {
      const { count } = await trx
        .selectFrom('submissions')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('tenant_id', '=', actor.tenantId)
        .where('state', '=', state)
        .executeTakeFirstOrThrow();
      return count;
    };
    if (actor.role === 'reporter')
      waiting.push({ kind: 'returned', count: await countSubmissions('returned'), href: '/term' });
    if (actor.role === 'head')
      waiting.push({ kind: 'confirm', count: await countSubmissions('confirming'), href: '/term' });
    if (actor.role === 'bureau_editor') {
      waiting.push({ kind: 'review', count: await countSubmissions('submitted'), href: '/collections' });
      const { count } = await trx
        .selectFrom('deliveries')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('sender_tenant_id', '=', actor.tenantId)
        .where('state', '=', 'returned')
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('deliveries as later')
                .select('later.id')
                .whereRef('later.sender_tenant_id', '=', 'deliveries.sender_tenant_id')
                .whereRef('later.year', '=', 'deliveries.year')
                .whereRef('later.version', '>', 'deliveries.version'),
            ),
          ),
        )
        .executeTakeFirstOrThrow();
      waiting.push({ kind: 'delivery_returned', count, href: '/reports' });
    }
    if (actor.role === 'bureau_checker' || actor.role === 'bureau_issuer') {
      const { count } = await trx
        .selectFrom('reports as r')
        .innerJoin('editions as e', (join) =>
          join.onRef('e.owner_tenant_id', '=', 'r.owner_tenant_id').onRef('e.id', '=', 'r.edition_id'),
        )
        .select(sql<number>`count(*)::int`.as('count'))
        .where('r.tenant_id', '=', actor.tenantId)
        .where('r.state', '=', 'in_approval')
        .where(sql<boolean>`e.chain -> r.step ->> 'role' = ${actor.role}`)
        .executeTakeFirstOrThrow();
      waiting.push({ kind: 'sign', count, href: '/reports' });
    }
    if (actor.role === 'city_reviewer') {
      const { count } = await trx
        .selectFrom('deliveries')
        .select(sql<number>`count(*)::int`.as('count'))
        .where('tenant_id', '=', actor.tenantId)
        .where('state', '=', 'pending')
        .executeTakeFirstOrThrow();
      waiting.push({ kind: 'receive', count, href: '/districts' });
    }
    const open = waiting.filter((item) => item.count > 0);
    return { unread, waiting: open, total: unread + open.reduce((sum, item) => sum + item.count, 0) };
  },
});

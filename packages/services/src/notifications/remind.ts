import { HuibaoError, phaseOf } from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../review/collection.repository.ts';
import { defineMutation, type QueryScope } from '../use-case.ts';
import { notify } from './notices.ts';

/** Tells each unit that still owes a form of the collection; the same reminder once, however often it is asked for. */
export const remindCollection = defineMutation({
  permission: 'collection.run',
  input: z.object({ collectionId: z.uuid(), kind: z.enum(['opened', 'due_soon', 'due_today', 'overdue']) }),
  async run(scope, { collectionId, kind }) {
    const { trx, actor, now } = scope;
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    if (phaseOf(collection.window, now) === 'closed') return { reminded: 0 };
    const owing = await trx
      .selectFrom('submissions')
      .select('unit_id')
      .distinct()
      .where('tenant_id', '=', actor.tenantId)
      .where('collection_id', '=', collectionId)
      .where('state', 'in', ['draft', 'confirming', 'returned'])
      // An extension is a later day of one's own.
      .where((eb) => eb.or([eb('extended_until', 'is', null), eb('extended_until', '<=', now)]))
      .execute();
    for (const { unit_id } of owing) {
      await notify(scope, {
        unitId: unit_id,
        role: null,
        kind,
        href: '/term',
        dedupeKey: `${kind}/${collectionId}/${unit_id}`,
        params: { year: collection.year, period: collection.period, dueAt: collection.window.dueAt.toISOString() },
      });
    }
    return { reminded: owing.length };
  },
});

/** Tells the bureau's editor of a statutory date, unless the report is already where it should be. */
export const remindReport = defineMutation({
  permission: 'report.write',
  input: z.object({ reportId: z.uuid(), kind: z.enum(['report_due', 'publish_due']), dueAt: z.iso.datetime() }),
  async run(scope, { reportId, kind, dueAt }) {
    const { trx, actor, now } = scope;
    const report = await trx
      .selectFrom('reports')
      .select(['year', 'version', 'state'])
      .where('tenant_id', '=', actor.tenantId)
      .where('id', '=', reportId)
      .executeTakeFirst();
    if (!report) throw new HuibaoError('report.not_found');
    if (report.state === 'superseded' || (await isDone(scope, reportId, kind))) return { reminded: 0 };
    const root = await trx
      .selectFrom('org_units')
      .select('id')
      .where('tenant_id', '=', actor.tenantId)
      .where('kind', '=', 'root')
      .executeTakeFirstOrThrow();
    await notify(scope, {
      unitId: root.id,
      role: 'bureau_editor',
      kind,
      href: `/reports/${reportId}`,
      dedupeKey: `${kind}/${reportId}/${now.toISOString().slice(0, 10)}`,
      params: { year: report.year, dueAt },
    });
    return { reminded: 1 };
  },
});

/** What the workflow may not have heard of yet: PostgreSQL knows the state. */
async function isDone(
  { trx, actor }: QueryScope,
  reportId: string,
  kind: 'report_due' | 'publish_due',
): Promise<boolean> {
  const done =
    kind === 'report_due'
      ? await trx
          .selectFrom('deliveries')
          .select('id')
          .where('sender_tenant_id', '=', actor.tenantId)
          .where('sender_report_id', '=', reportId)
          .executeTakeFirst()
      : await trx
          .selectFrom('publications')
          .select('id')
          .where('tenant_id', '=', actor.tenantId)
          .where('report_id', '=', reportId)
          .executeTakeFirst();
  return done !== undefined;
}

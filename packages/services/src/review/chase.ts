import { endOfLocalDate, HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { notify } from '../notifications/notices.ts';
import { defineMutation } from '../use-case.ts';
import { getCollection } from './collection.repository.ts';

/** 催报: a notice at the 待办 of each unit that owes a form; all of them where none is named. At most once a minute each. */
export const nudge = defineMutation({
  permission: 'collection.run',
  input: z.object({ collectionId: z.uuid(), unitIds: z.array(z.int()).max(1000).optional() }),
  async run(scope, { collectionId, unitIds }) {
    const { trx, actor, now, audit } = scope;
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    if (collection.window.opensAt > now) throw new HuibaoError('collection.not_open');
    const owing = await trx
      .selectFrom('submissions')
      .select('unit_id')
      .distinct()
      .where('tenant_id', '=', actor.tenantId)
      .where('collection_id', '=', collectionId)
      .where('state', 'in', ['draft', 'confirming', 'returned'])
      .$if(unitIds !== undefined, (q) => q.where('unit_id', 'in', [...(unitIds ?? []), -1]))
      .execute();
    if (owing.length === 0) throw new HuibaoError('collection.nobody_to_nudge');
    const minute = now.toISOString().slice(0, 16);
    for (const { unit_id } of owing) {
      await notify(scope, {
        unitId: unit_id,
        role: null,
        kind: 'nudge',
        href: '/term',
        dedupeKey: `nudge/${collectionId}/${unit_id}/${minute}`,
        params: {
          collectionId,
          year: collection.year,
          period: collection.period,
          dueAt: collection.window.dueAt.toISOString(),
        },
      });
    }
    audit({ action: 'collection.nudged', subject: collectionId, detail: { units: owing.length } });
    return { nudged: owing.length };
  },
});

/** Gives one unit until the end of a day; the reason is kept in the trail. */
export const extendDeadline = defineMutation({
  permission: 'collection.run',
  input: z.object({
    collectionId: z.uuid(),
    unitId: z.int(),
    untilOn: z.iso.date(),
    reason: z.string().trim().min(1).max(500),
  }),
  async run(scope, { collectionId, unitId, untilOn, reason }) {
    const { trx, actor, audit } = scope;
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const until = endOfLocalDate(untilOn);
    if (until <= collection.window.dueAt) throw new HuibaoError('collection.window_invalid');
    const extended = await trx
      .updateTable('submissions')
      .set({ extended_until: until })
      .where('tenant_id', '=', actor.tenantId)
      .where('collection_id', '=', collectionId)
      .where('unit_id', '=', unitId)
      .returning('id')
      .execute();
    if (extended.length === 0) throw new HuibaoError('unit.not_found');
    await notify(scope, {
      unitId,
      role: null,
      kind: 'extended',
      href: '/term',
      dedupeKey: `extended/${collectionId}/${unitId}/${untilOn}`,
      params: { untilOn, year: collection.year, period: collection.period },
    });
    audit({ action: 'collection.extended', subject: collectionId, detail: { unitId, untilOn, reason } });
    return { extended: extended.length };
  },
});

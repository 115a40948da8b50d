import { endOfLocalDate, HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { updateExtension } from '../submission/submission.repository.ts';
import { notify } from '../notifications/notify.ts';
import { defineMutation } from '../use-case.ts';

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
    const { window, year, period } = await getCollection(trx, actor.tenantId, collectionId);
    const until = endOfLocalDate(untilOn);
    if (until <= window.dueAt) throw new HuibaoError('collection.window_invalid');
    const extended = await updateExtension(trx, actor.tenantId, collectionId, unitId, until);
    if (extended === 0) throw new HuibaoError('unit.not_found');
    await notify(scope, {
      unitId,
      role: null,
      kind: 'extended',
      href: '/term',
      dedupeKey: `extended/${collectionId}/${unitId}/${untilOn}`,
      params: { untilOn, year, period },
    });
    audit({ action: 'collection.extended', subject: collectionId, detail: { unitId, untilOn, reason } });
    return { extended };
  },
});

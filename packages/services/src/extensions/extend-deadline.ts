import { endOfLocalDate, HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { nameOfCollection } from '../collection/name-of-collection.ts';
import { getCollection } from '../collection/collection.repository.ts';
import { notify } from '../notifications/notify.ts';
import { updateExtension } from '../submission/owing-unit.repository.ts';
import { defineMutation } from '../use-case.ts';
import { answerExtensionRequest } from './extension-request.repository.ts';

/** Gives one unit until the end of a day, asked or unasked; the reason is kept with its question and in the trail. */
export const extendDeadline = defineMutation({
  permission: 'collection.run',
  input: z.object({
    collectionId: z.uuid(),
    unitId: z.int32(),
    untilOn: z.iso.date(),
    reason: z.string().trim().min(1).max(500),
  }),
  async run(scope, { collectionId, unitId, untilOn, reason }) {
    const { trx, actor, now, audit } = scope;
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const { window } = collection;
    const until = endOfLocalDate(untilOn);
    // More time is time that is still to come.
    if (until <= window.dueAt || until <= now) throw new HuibaoError('collection.window_invalid');
    const extended = await updateExtension(trx, actor.tenantId, collectionId, unitId, until);
    if (extended === 0) throw new HuibaoError('unit.not_found');
    const decision = { state: 'granted', answer: reason, extendedUntil: until } as const;
    await answerExtensionRequest(trx, actor.tenantId, { collectionId, unitId }, decision, actor.userId, now);
    await notify(scope, {
      unitId,
      role: null,
      kind: 'extended',
      href: '/term',
      dedupeKey: `extended/${collectionId}/${unitId}/${untilOn}`,
      params: { ...(await nameOfCollection(trx, collection)), untilOn },
    });
    audit({ action: 'collection.extended', subject: collectionId, detail: { unitId, untilOn, reason } });
    return { extended };
  },
});

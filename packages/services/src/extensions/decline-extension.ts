import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { nameOfCollection } from '../collection/name-of-collection.ts';
import { getCollection } from '../collection/collection.repository.ts';
import { notify } from '../notifications/notify.ts';
import { defineMutation } from '../use-case.ts';
import { answerExtensionRequest } from './extension-request.repository.ts';

/** Tells a unit why it gets no more time. */
export const declineExtension = defineMutation({
  permission: 'collection.run',
  input: z.object({ collectionId: z.uuid(), unitId: z.int32(), reason: z.string().trim().min(1).max(500) }),
  async run(scope, { collectionId, unitId, reason }) {
    const { trx, actor, now, audit } = scope;
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const decision = { state: 'declined', answer: reason, extendedUntil: null } as const;
    const of = { collectionId, unitId };
    if ((await answerExtensionRequest(trx, actor.tenantId, of, decision, actor.userId, now)) === 0)
      throw new HuibaoError('extension.nothing_asked');
    await notify(scope, {
      unitId,
      role: null,
      kind: 'extension_declined',
      href: '/term',
      dedupeKey: `extension_declined/${collectionId}/${unitId}/${now.toISOString()}`,
      params: { ...(await nameOfCollection(trx, collection)), reason },
    });
    audit({ action: 'extension.declined', subject: collectionId, detail: { unitId, reason } });
    return { declined: true };
  },
});

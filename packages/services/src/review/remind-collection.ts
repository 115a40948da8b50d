import { phaseOf } from '@huibao/domain';
import { z } from 'zod';
import { nameOfCollection } from '../collection/name-of-collection.ts';
import { getCollection } from '../collection/collection.repository.ts';
import { listOwingUnits } from '../submission/owing-unit.repository.ts';
import { notify } from '../notifications/notify.ts';
import { defineMutation } from '../use-case.ts';

/** Tells each unit that still owes a form of the collection; the same reminder once, however often it is asked for. */
export const remindCollection = defineMutation({
  permission: 'collection.run',
  input: z.object({ collectionId: z.uuid(), kind: z.enum(['opened', 'due_soon', 'due_today', 'overdue']) }),
  async run(scope, { collectionId, kind }) {
    const { trx, actor, now } = scope;
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    if (phaseOf(collection.window, now) === 'closed') return { reminded: 0 };
    // An extension is a later day of one's own.
    const owing = await listOwingUnits(trx, actor.tenantId, collectionId, { withoutExtensionAt: now });
    const name = await nameOfCollection(trx, collection);
    for (const unitId of owing) {
      await notify(scope, {
        unitId,
        role: null,
        kind,
        href: '/term',
        dedupeKey: `${kind}/${collectionId}/${unitId}`,
        params: { ...name, dueAt: collection.window.dueAt.toISOString() },
      });
    }
    return { reminded: owing.length };
  },
});

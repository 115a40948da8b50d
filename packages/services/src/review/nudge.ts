import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { nameOfCollection } from '../collection/name-of-collection.ts';
import { getCollection } from '../collection/collection.repository.ts';
import { listOwingUnits } from '../submission/owing-unit.repository.ts';
import { notify } from '../notifications/notify.ts';
import { defineMutation } from '../use-case.ts';

/**
 * 催报: a notice at the 待办 of each unit that owes a form; all of them where none is named. At most once a minute each.
 */
export const nudge = defineMutation({
  permission: 'collection.run',
  input: z.object({ collectionId: z.uuid(), unitIds: z.array(z.int32()).max(1000).optional() }),
  async run(scope, { collectionId, unitIds }) {
    const { trx, actor, now, audit } = scope;
    const collection = await getCollection(trx, actor.tenantId, collectionId);
    const { window } = collection;
    if (window.opensAt > now) throw new HuibaoError('collection.not_open');
    const owing = await listOwingUnits(trx, actor.tenantId, collectionId, { unitIds });
    if (owing.length === 0) throw new HuibaoError('collection.nobody_to_nudge');
    const name = await nameOfCollection(trx, collection);
    const minute = now.toISOString().slice(0, 16);
    for (const unitId of owing) {
      await notify(scope, {
        unitId,
        role: null,
        kind: 'nudge',
        href: '/term',
        dedupeKey: `nudge/${collectionId}/${unitId}/${minute}`,
        params: { ...name, collectionId, dueAt: window.dueAt.toISOString() },
      });
    }
    audit({ action: 'collection.nudged', subject: collectionId, detail: { units: owing.length } });
    return { nudged: owing.length };
  },
});

import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { getCollection } from '../collection/collection.repository.ts';
import { listOwingUnits } from '../submission/owing-unit.repository.ts';
import { defineMutation } from '../use-case.ts';
import { insertExtensionRequest } from './extension-request.repository.ts';

/** A unit asks for more time in a collection that it still owes forms of; one question at a time. */
export const requestExtension = defineMutation({
  permission: 'extension.request',
  input: z.object({ collectionId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  async run(scope, { collectionId, reason }) {
    const { trx, actor, now, audit } = scope;
    const unitId = actor.units?.[0];
    if (unitId === undefined) throw new HuibaoError('access.denied');
    const { window } = await getCollection(trx, actor.tenantId, collectionId);
    if (window.opensAt > now) throw new HuibaoError('collection.not_open');
    const owing = await listOwingUnits(trx, actor.tenantId, collectionId, { unitIds: [unitId] });
    if (owing.length === 0) throw new HuibaoError('extension.nothing_owed');
    const asked = { collectionId, unitId, reason };
    if (!(await insertExtensionRequest(trx, actor.tenantId, asked, actor.userId, now)))
      throw new HuibaoError('extension.asked_already');
    audit({ action: 'extension.requested', subject: collectionId, detail: { unitId, reason } });
    return { requested: true };
  },
});

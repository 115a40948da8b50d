import { HuibaoError } from '@huibao/domain';
import { defineQuery, noInput } from '../use-case.ts';
import { listExtensionRequests } from './extension-request.repository.ts';

/** What the actor's unit has asked for, newest first, with the answers. */
export const listExtensions = defineQuery({
  permission: 'extension.request',
  input: noInput,
  async run({ trx, actor }) {
    const unitId = actor.units?.[0];
    if (unitId === undefined) throw new HuibaoError('access.denied');
    const requests = await listExtensionRequests(trx, actor.tenantId, { unitId });
    return requests.map(({ collectionId, reason, askedBy, askedAt, state, answer, extendedUntil }) => ({
      collectionId,
      reason,
      askedBy,
      askedAt: askedAt.toISOString(),
      state,
      answer,
      extendedUntil: extendedUntil?.toISOString() ?? null,
    }));
  },
});

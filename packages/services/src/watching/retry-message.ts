import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { requirePlatform } from './platform-only.ts';
import { isParked, retryNow } from './queue.repository.ts';

/** A message to a workflow that Temporal refused is tried again now, rather than when its wait is over. */
export const retryMessage = defineMutation({
  permission: 'platform.operate',
  input: z.object({ tenantId: z.int32(), id: z.uuid() }),
  async run(scope, { tenantId, id }) {
    await requirePlatform(scope);
    const { ctx, now, audit, afterwards } = scope;
    if (!(await isParked(ctx.watchDb, tenantId, id))) throw new HuibaoError('outbox.message_not_found');
    audit({ action: 'outbox.retried', subject: id, detail: { tenant: tenantId } });
    // By another role's connection: first that it was done stands in the trail.
    afterwards(() => retryNow(ctx.watchDb, tenantId, id, now));
    return { id };
  },
});

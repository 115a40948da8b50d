import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { markRead } from './notice.repository.ts';

export const markNoticesRead = defineMutation({
  permission: 'self',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(50) }),
  run: async ({ trx, actor, now }, { ids }) => ({ read: await markRead(trx, actor.tenantId, actor, ids, now) }),
});

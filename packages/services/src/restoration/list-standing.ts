import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { listExisting } from './standing-workflow.repository.ts';

/**
 * Which of these collections, reports and imports, whose workflows run, there are. No procedure: an operator's command
 * asks.
 */
export const listStanding = defineQuery({
  permission: 'audit.read',
  input: z.object({ ids: z.array(z.uuid()).min(1).max(1000) }),
  run: async ({ trx, actor }, { ids }) => ({ ids: await listExisting(trx, actor.tenantId, ids) }),
});

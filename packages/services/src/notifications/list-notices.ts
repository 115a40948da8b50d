import { defineQuery, noInput } from '../use-case.ts';
import { listNoticesFor } from './notice.repository.ts';

/** The actor's latest notices. */
export const listNotices = defineQuery({
  permission: 'self',
  input: noInput,
  run: ({ trx, actor }) => listNoticesFor(trx, actor.tenantId, actor, 50),
});

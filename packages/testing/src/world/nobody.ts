import type { Actor } from '@huibao/db';

/** For what asks nothing of who acts: of the first tenant, be there one or not. */
export const nobody: Actor = {
  tenantId: 1,
  lineage: [1],
  units: null,
  userId: '',
  userName: '',
  role: 'system',
  now: () => new Date(0),
};

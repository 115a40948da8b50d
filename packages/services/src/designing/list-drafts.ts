import { defineQuery, noInput } from '../use-case.ts';
import { listOpenDrafts } from './draft.repository.ts';

/** The programmes that the actor's tenant is building. */
export const listDrafts = defineQuery({
  permission: 'programme.publish',
  input: noInput,
  run: ({ trx, actor }) => listOpenDrafts(trx, actor.tenantId),
});

import { defineQuery, noInput } from '../use-case.ts';
import { listViewsFor } from './view.repository.ts';

/** One's own, and those that others of the bureau share. */
export const listViews = defineQuery({
  permission: 'rollup.read',
  input: noInput,
  async run({ trx, actor }) {
    const views = await listViewsFor(trx, actor.tenantId, actor.userId);
    return views.map(({ userId, ...view }) => ({ ...view, isMine: userId === actor.userId }));
  },
});

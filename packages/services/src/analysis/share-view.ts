import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { deleteViewOf, insertView } from './view.repository.ts';

export const shareView = defineMutation({
  permission: 'rollup.read',
  input: z.object({ viewId: z.uuid(), isShared: z.boolean() }),
  async run({ trx, actor, audit }, { viewId, isShared }) {
    // Rows of this table are never changed: it is put back as shared, or not.
    const view = await deleteViewOf(trx, actor.tenantId, actor.userId, viewId);
    if (!view) throw new HuibaoError('analysis.view_not_found');
    if (!(await insertView(trx, actor.tenantId, { ...view, isShared })))
      throw new HuibaoError('analysis.view_name_taken', { name: view.name });
    audit({ action: isShared ? 'analysis.view_shared' : 'analysis.view_unshared', subject: view.id, detail: {} });
    return { id: view.id };
  },
});

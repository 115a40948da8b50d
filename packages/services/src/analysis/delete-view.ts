import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { deleteViewOf } from './view.repository.ts';

export const deleteView = defineMutation({
  permission: 'rollup.read',
  input: z.object({ viewId: z.uuid() }),
  async run({ trx, actor, audit }, { viewId }) {
    if (!(await deleteViewOf(trx, actor.tenantId, actor.userId, viewId)))
      throw new HuibaoError('analysis.view_not_found');
    audit({ action: 'analysis.view_deleted', subject: viewId, detail: {} });
    return { id: viewId };
  },
});

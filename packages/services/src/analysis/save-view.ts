import { HuibaoError, pivotDefinitionSchema } from '@huibao/domain';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { insertView } from './view.repository.ts';

export const saveView = defineMutation({
  permission: 'rollup.read',
  input: z.object({ name: z.string().trim().min(1).max(60), definition: pivotDefinitionSchema, isShared: z.boolean() }),
  async run({ trx, actor, now, audit }, { name, definition, isShared }) {
    const id = uuid();
    const view = { id, userId: actor.userId, name, definition, isShared, createdAt: now };
    if (!(await insertView(trx, actor.tenantId, view))) throw new HuibaoError('analysis.view_name_taken', { name });
    audit({ action: 'analysis.view_saved', subject: id, detail: { isShared } });
    return { id };
  },
});

import { HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockDesign } from './indicator.repository.ts';
import { deleteGroup, findIndicatorOfGroup } from './unit-group.repository.ts';

/** Refused while an indicator of the tenant's own counts by it: its figure would silently become nobody's. */
export const deleteUnitGroup = defineMutation({
  permission: 'unit.manage',
  input: z.object({ code: z.string().max(40) }),
  async run({ trx, actor, audit }, { code }) {
    await lockDesign(trx, actor.tenantId);
    const label = await findIndicatorOfGroup(trx, actor.tenantId, code);
    if (label) throw new HuibaoError('unit_group.in_use', { indicator: label });
    if (!(await deleteGroup(trx, actor.tenantId, code))) throw new HuibaoError('unit_group.not_found');
    audit({ action: 'unit.group_deleted', subject: code, detail: {} });
    return { code };
  },
});

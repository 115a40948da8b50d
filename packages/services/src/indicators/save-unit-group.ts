import { codeSchema, HuibaoError } from '@huibao/domain';
import { z } from 'zod';
import { defineMutation } from '../use-case.ts';
import { lockDesign } from './indicator.repository.ts';
import { insertGroup, listGroups, updateGroup, type UnitGroup } from './unit-group.repository.ts';
import { listReporterIds } from './unit.repository.ts';

export const saveUnitGroup = defineMutation({
  permission: 'unit.manage',
  input: z.object({
    code: z.string().max(40).nullable(),
    /** Of a new one: the code by which a programme's forms ask for it; its own, given by the system, where none do. */
    askedCode: codeSchema.max(40).exactOptional(),
    name: z.string().trim().min(2).max(40),
    unitIds: z.array(z.int32()).max(2000),
  }),
  async run({ trx, actor, now, audit }, { code: known, askedCode, name, unitIds: wanted }) {
    const { tenantId } = actor;
    await lockDesign(trx, tenantId);
    const groups = await listGroups(trx, tenantId);
    if (known !== null && !groups.some((group) => group.code === known)) throw new HuibaoError('unit_group.not_found');
    if (groups.some((group) => group.name === name && group.code !== known))
      throw new HuibaoError('unit_group.name_taken', { name });
    if (known === null && groups.some((group) => group.code === askedCode))
      throw new HuibaoError('unit_group.code_taken', { code: askedCode ?? '' });
    const unitIds = [...new Set(wanted)];
    const reporters = await listReporterIds(trx, tenantId, unitIds);
    if (reporters.length < unitIds.length) throw new HuibaoError('unit.not_found');
    const group = { code: known ?? askedCode ?? nextCode(groups), name, unitIds };
    await (known === null ? insertGroup(trx, tenantId, group, now) : updateGroup(trx, tenantId, group));
    audit({
      action: known === null ? 'unit.group_added' : 'unit.group_changed',
      subject: group.code,
      detail: { units: unitIds.map(String) },
    });
    return { code: group.code };
  },
});

/** `group_1`, `group_2`: after the highest that there is. */
function nextCode(groups: readonly UnitGroup[]): string {
  const numbers = groups.map((group) => Number(/^group_(\d+)$/.exec(group.code)?.[1] ?? 0));
  return `group_${Math.max(0, ...numbers) + 1}`;
}

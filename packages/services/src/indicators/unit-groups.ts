import { HuibaoError, type IndicatorDefinition } from '@huibao/domain';
import { sql } from 'kysely';
import { z } from 'zod';
import { jsonOf } from '../json-column.ts';
import { defineMutation, defineQuery, noInput, type QueryScope } from '../use-case.ts';
import { oneDesignerAtATime } from './own-indicator.repository.ts';

/** Units chosen by name: 寄宿制学校. */
export interface UnitGroup {
  readonly code: string;
  readonly name: string;
  readonly unitIds: readonly number[];
}

export async function listGroups({ trx, actor }: Pick<QueryScope, 'trx' | 'actor'>): Promise<readonly UnitGroup[]> {
  const groups = await trx
    .selectFrom('unit_groups')
    .select(['code', 'name'])
    .where('tenant_id', '=', actor.tenantId)
    .orderBy('created_at')
    .orderBy('code')
    .execute();
  const members = await trx
    .selectFrom('unit_group_members')
    .select(['group_code', 'unit_id'])
    .where('tenant_id', '=', actor.tenantId)
    .orderBy('unit_id')
    .execute();
  return groups.map((group) => ({
    ...group,
    unitIds: members.filter((one) => one.group_code === group.code).map((one) => one.unit_id),
  }));
}

export const listUnitGroups = defineQuery({
  permission: 'indicator.read',
  input: noInput,
  run: (scope) => listGroups(scope),
});

export const saveUnitGroup = defineMutation({
  permission: 'unit.manage',
  input: z.object({
    code: z.string().max(40).nullable(),
    name: z.string().trim().min(2).max(40),
    unitIds: z.array(z.int()).max(2000),
  }),
  async run(scope, { code: known, name, unitIds: wanted }) {
    const { trx, actor, now, audit } = scope;
    await oneDesignerAtATime(scope);
    const groups = await listGroups(scope);
    if (known !== null && !groups.some((group) => group.code === known)) throw new HuibaoError('unit_group.not_found');
    if (groups.some((group) => group.name === name && group.code !== known))
      throw new HuibaoError('unit_group.name_taken', { name });
    const unitIds = [...new Set(wanted)];
    const units =
      unitIds.length === 0
        ? []
        : await trx
            .selectFrom('org_units')
            .select('id')
            .where('tenant_id', '=', actor.tenantId)
            .where('kind', 'in', ['school', 'section'])
            .where('id', 'in', unitIds)
            .execute();
    if (units.length < unitIds.length) throw new HuibaoError('unit.not_found');
    const code = known ?? nextGroupCode(groups);
    if (known === null)
      await trx.insertInto('unit_groups').values({ tenant_id: actor.tenantId, code, name, created_at: now }).execute();
    else
      await trx
        .updateTable('unit_groups')
        .set({ name })
        .where('tenant_id', '=', actor.tenantId)
        .where('code', '=', code)
        .execute();
    await trx
      .deleteFrom('unit_group_members')
      .where('tenant_id', '=', actor.tenantId)
      .where('group_code', '=', code)
      .execute();
    if (unitIds.length > 0)
      await trx
        .insertInto('unit_group_members')
        .values(unitIds.map((id) => ({ tenant_id: actor.tenantId, group_code: code, unit_id: id })))
        .execute();
    audit({
      action: known === null ? 'unit.group_added' : 'unit.group_changed',
      subject: code,
      detail: { units: unitIds.map(String) },
    });
    return { code };
  },
});

/** Refused while an indicator of the tenant's own counts by it: its figure would silently become nobody's. */
export const deleteUnitGroup = defineMutation({
  permission: 'unit.manage',
  input: z.object({ code: z.string().max(40) }),
  async run(scope, { code }) {
    const { trx, actor, audit } = scope;
    await oneDesignerAtATime(scope);
    const asking = await trx
      .selectFrom('added_indicators as a')
      .innerJoin('indicator_versions as i', (join) =>
        join.onRef('i.owner_tenant_id', '=', 'a.owner_tenant_id').onRef('i.id', '=', 'a.indicator_version_id'),
      )
      .select('i.definition')
      .where('a.owner_tenant_id', '=', actor.tenantId)
      .where(sql<boolean>`i.definition #>> '{children,group}' = ${code}`)
      .limit(1)
      .executeTakeFirst();
    if (asking)
      throw new HuibaoError('unit_group.in_use', {
        indicator: jsonOf<IndicatorDefinition>(asking.definition).label.zh,
      });
    const deleted = await trx
      .deleteFrom('unit_groups')
      .where('tenant_id', '=', actor.tenantId)
      .where('code', '=', code)
      .returning('code')
      .executeTakeFirst();
    if (!deleted) throw new HuibaoError('unit_group.not_found');
    audit({ action: 'unit.group_deleted', subject: code, detail: {} });
    return { code };
  },
});

function nextGroupCode(groups: readonly UnitGroup[]): string {
  return `group_${Math.max(0, ...groups.map((group) => Number(/^group_(\d+)$/.exec(group.code)?.[1] ?? 0))) + 1}`;
}
